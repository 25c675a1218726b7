package io.diptych.provenance;

import io.diptych.provenance.ContactSheet.Frame;
import io.diptych.provenance.ContactSheet.Print;
import io.diptych.storage.ObjectStore;
import io.diptych.storage.StoredObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;

/**
 * Puts a campaign's contact sheet on top of its pictures, in the object store and somewhere on this disk.
 *
 * <p>The embedded store keeps objects as files, so the page opens right there. Pictures in another store are copied into
 * a folder first, under their keys; what is there already is not fetched again, since a key names its content.
 */
public final class ContactSheets {

    private final ObjectStore store;
    private final Path exports;

    /** @param exports folder for copies from a store that is not on this disk, e.g. {@code ./diptych-data} */
    public ContactSheets(ObjectStore store, Path exports) {
        this.store = store;
        this.exports = exports;
    }

    /** The same, for a campaign that delivers into another bucket. */
    public ContactSheets in(String bucket) {
        return new ContactSheets(store.in(bucket), exports);
    }

    /**
     * Replaces the campaign's sheet.
     *
     * @return the page on this disk
     * @throws io.diptych.storage.StorageException if the store refuses
     */
    public Path publish(ContactSheet sheet) {
        byte[] page = ContactSheetPage.render(sheet);
        String key = ObjectKeys.contactSheet(sheet.campaign());
        store.replace(key, page, "text/html; charset=utf-8");
        Optional<Path> onDisk = store.localFile(key);
        if (onDisk.isPresent()) {
            return onDisk.get();
        }
        sheet.items().stream()
                .flatMap(item -> item.frames().stream())
                .map(Frame::prints)
                .flatMap(List::stream)
                .map(Print::asset)
                .forEach(asset -> export(asset.objects()));
        return write(key, page);
    }

    private void export(ObjectKeys objects) {
        ObjectStore bucket = store.in(objects.bucket());
        for (String key : List.of(objects.png(), objects.copy(), objects.sidecar())) {
            if (!Files.exists(exports.resolve(key))) {
                bucket.get(key).map(StoredObject::bytes).ifPresent(bytes -> write(key, bytes));
            }
        }
    }

    private Path write(String key, byte[] bytes) {
        Path file = exports.resolve(key);
        try {
            Files.createDirectories(file.getParent());
            // Never half a picture under its name.
            Path part = Files.createTempFile(file.getParent(), ".part-", "");
            Files.write(part, bytes);
            Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
            return file.toAbsolutePath().normalize();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write " + file + " beside the contact sheet: " + e.getMessage(), e);
        }
    }
}
