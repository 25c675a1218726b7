package io.diptych.catalog;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;

/** Small pictures, sound and otherwise. */
final class Pictures {

    private Pictures() {}

    /** Red, with a green right half. */
    static BufferedImage twoColors(int width, int height) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setColor(Color.RED);
        graphics.fillRect(0, 0, width, height);
        graphics.setColor(Color.GREEN);
        graphics.fillRect(width / 2, 0, width, height);
        graphics.dispose();
        return image;
    }

    static byte[] encode(BufferedImage image, String format) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        if (!ImageIO.write(image, format, bytes)) {
            throw new IOException("no writer for " + format);
        }
        return bytes.toByteArray();
    }

    /** A PNG file whose header promises a size and that holds nothing else: 57 bytes. */
    static byte[] pngHeader(int width, int height) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'});
        ByteArrayOutputStream header = new ByteArrayOutputStream();
        DataOutputStream data = new DataOutputStream(header);
        data.writeBytes("IHDR");
        data.writeInt(width);
        data.writeInt(height);
        data.write(new byte[] {8, 2, 0, 0, 0});
        chunk(bytes, header.toByteArray());
        chunk(bytes, new byte[] {'I', 'D', 'A', 'T'});
        return bytes.toByteArray();
    }

    /** A JPEG file with an EXIF block that holds nothing but the orientation. */
    static byte[] jpegWithOrientation(BufferedImage image, int orientation) throws IOException {
        ByteArrayOutputStream exif = new ByteArrayOutputStream();
        DataOutputStream data = new DataOutputStream(exif);
        data.writeBytes("Exif\0\0MM\0*");
        data.writeInt(8);
        data.writeShort(1);
        data.writeShort(0x0112);
        data.writeShort(3);
        data.writeInt(1);
        data.writeShort(orientation);
        data.writeShort(0);
        data.writeInt(0);
        byte[] jpeg = encode(image, "jpeg");
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream file = new DataOutputStream(bytes);
        file.write(jpeg, 0, 2);
        file.writeShort(0xFFE1);
        file.writeShort(exif.size() + 2);
        file.write(exif.toByteArray());
        file.write(jpeg, 2, jpeg.length - 2);
        return bytes.toByteArray();
    }

    private static void chunk(ByteArrayOutputStream png, byte[] typeAndData) throws IOException {
        DataOutputStream data = new DataOutputStream(png);
        data.writeInt(typeAndData.length - 4);
        data.write(typeAndData);
        CRC32 crc = new CRC32();
        crc.update(typeAndData);
        data.writeInt((int) crc.getValue());
    }
}
