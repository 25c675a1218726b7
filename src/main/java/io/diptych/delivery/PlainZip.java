package io.diptych.delivery;

import io.diptych.storage.ObjectStore;
import io.diptych.storage.StoredObject;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** {@code copy.csv}, and every picture with its copy beside it. One picture at a time is in memory. */
@Component
class PlainZip implements DeliveryFormat {

    private static final Logger log = LoggerFactory.getLogger(PlainZip.class);

    private final ObjectStore store;

    PlainZip(ObjectStore store) {
        this.store = store;
    }

    @Override
    public void write(Delivery delivery, DeliveredAssets assets, OutputStream out) throws IOException {
        LocalDateTime time = LocalDateTime.ofInstant(delivery.createdAt(), ZoneOffset.UTC);
        ZipOutputStream zip = new ZipOutputStream(out, StandardCharsets.UTF_8);
        begin(zip, "copy.csv", time);
        Writer csv = new BufferedWriter(new OutputStreamWriter(zip, StandardCharsets.UTF_8));
        CopyCsv.write(assets, csv);
        csv.flush();
        zip.closeEntry();

        StringBuilder missing = new StringBuilder();
        assets.forEach(asset -> {
            add(zip, asset.picture(), asset.bucket(), asset.pngKey(), time, missing);
            add(zip, asset.text(), asset.bucket(), asset.copyKey(), time, missing);
        });
        if (!missing.isEmpty()) {
            begin(zip, "missing.txt", time);
            zip.write(
                    ("These files are not in the object store any more. Shoot the campaign again: they come back byte for"
                                    + " byte.\n\n" + missing)
                            .getBytes(StandardCharsets.UTF_8));
            zip.closeEntry();
        }
        zip.finish();
    }

    private void add(
            ZipOutputStream zip, String path, String bucket, String key, LocalDateTime time, StringBuilder missing)
            throws IOException {
        ObjectStore from = store.in(bucket);
        Optional<StoredObject> object = from.get(key);
        if (object.isEmpty()) {
            log.warn("{} is missing: a delivery goes without {}", from.uri(key), path);
            missing.append(path).append("  ").append(from.uri(key)).append('\n');
            return;
        }
        byte[] bytes = object.get().bytes();
        CRC32 checksum = new CRC32();
        checksum.update(bytes);
        ZipEntry entry = new ZipEntry(path);
        entry.setTimeLocal(time);
        // PNGs do not shrink, and copies are short.
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(bytes.length);
        entry.setCrc(checksum.getValue());
        zip.putNextEntry(entry);
        zip.write(bytes);
        zip.closeEntry();
    }

    private static void begin(ZipOutputStream zip, String path, LocalDateTime time) throws IOException {
        ZipEntry entry = new ZipEntry(path);
        entry.setTimeLocal(time);
        zip.putNextEntry(entry);
    }
}
