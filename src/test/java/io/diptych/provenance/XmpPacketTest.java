package io.diptych.provenance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class XmpPacketTest {

    private final Mark mark = Samples.take(Samples.shot("summer", "W-1"), 1).mark();
    private final byte[] packet = mark.toXmp().getBytes(StandardCharsets.UTF_8);
    private final byte[] png = MarkedPng.encode(Samples.picture(8, 8, 1), mark);

    @Test
    void derivativesInOtherFormatsKeepTheMark() throws IOException {
        assertThat(Mark.ofFile(jpeg())).contains(mark);
        assertThat(Mark.ofFile(tiff(ByteOrder.LITTLE_ENDIAN))).contains(mark);
        assertThat(Mark.ofFile(tiff(ByteOrder.BIG_ENDIAN))).contains(mark);
        assertThat(Mark.ofFile(webp())).contains(mark);
    }

    @Test
    void brokenFilesHoldNoMarkAndDoNoHarm() throws IOException {
        Random random = new Random(42);
        for (byte[] file : List.of(png, jpeg(), tiff(ByteOrder.LITTLE_ENDIAN), webp())) {
            for (int length = 0; length < file.length; length += 1 + length / 40) {
                Mark.ofFile(Arrays.copyOf(file, length));
            }
            for (int round = 0; round < 2_000; round++) {
                byte[] damaged = file.clone();
                for (int i = 0; i < 4; i++) {
                    damaged[random.nextInt(Math.min(damaged.length, 60))] = (byte) random.nextInt(256);
                }
                Mark.ofFile(damaged);
            }
        }
        assertThat(Mark.ofFile(new byte[0])).isEmpty();
        assertThat(Mark.ofFile("GIF89a, says the file".getBytes(StandardCharsets.US_ASCII)))
                .isEmpty();
    }

    @Test
    void aPacketMayNotReachForOtherFiles() {
        String attack = mark.toXmp()
                .replaceFirst("<x:xmpmeta", "<!DOCTYPE a [<!ENTITY e SYSTEM \"file:///etc/hostname\">]><x:xmpmeta")
                .replace("Diptych 0.1.0", "&e;");

        assertThat(attack).contains("DOCTYPE").contains("&e;");
        assertThat(Mark.ofXmp(attack)).isEmpty();
    }

    @Test
    void foreignXmpIsNoMark() {
        assertThat(
                        Mark.ofXmp(
                                "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\"><rdf:RDF"
                                        + " xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\"><rdf:Description rdf:about=\"\""
                                        + " xmlns:dc=\"http://purl.org/dc/elements/1.1/\" dc:format=\"image/png\"/></rdf:RDF></x:xmpmeta>"))
                .isEmpty();
        assertThat(Mark.ofXmp("no xml at all")).isEmpty();
    }

    private byte[] jpeg() throws IOException {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(file);
        out.writeShort(0xFFD8);
        out.writeShort(0xFFE0);
        out.writeShort(16);
        out.write(new byte[14]);
        byte[] header = "http://ns.adobe.com/xap/1.0/\0".getBytes(StandardCharsets.US_ASCII);
        out.writeShort(0xFFE1);
        out.writeShort(2 + header.length + packet.length);
        out.write(header);
        out.write(packet);
        out.writeShort(0xFFDA);
        out.writeShort(2);
        return file.toByteArray();
    }

    private byte[] tiff(ByteOrder order) {
        ByteBuffer file = ByteBuffer.allocate(8 + 2 + 24 + 4 + packet.length).order(order);
        file.put((order == ByteOrder.LITTLE_ENDIAN ? "II" : "MM").getBytes(StandardCharsets.US_ASCII));
        file.putShort((short) 42).putInt(8).putShort((short) 2);
        file.putShort((short) 256).putShort((short) 3).putInt(1).putInt(8);
        file.putShort((short) 700).putShort((short) 1).putInt(packet.length).putInt(38);
        file.putInt(0).put(packet);
        return file.array();
    }

    private byte[] webp() {
        int padded = packet.length + packet.length % 2;
        ByteBuffer file = ByteBuffer.allocate(12 + 8 + 4 + 8 + padded).order(ByteOrder.LITTLE_ENDIAN);
        file.put("RIFF".getBytes(StandardCharsets.US_ASCII)).putInt(file.capacity() - 8);
        file.put("WEBP".getBytes(StandardCharsets.US_ASCII));
        file.put("VP8X".getBytes(StandardCharsets.US_ASCII)).putInt(3).put(new byte[4]);
        file.put("XMP ".getBytes(StandardCharsets.US_ASCII))
                .putInt(packet.length)
                .put(packet);
        return file.array();
    }
}
