package io.diptych.provenance;

import io.diptych.storage.ObjectStore;
import io.diptych.storage.StoredObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Puts a campaign's contact sheet on top of its pictures, in the object store and somewhere on this disk.
 *
 * <p>The embedded store keeps objects as files, so the page opens right there. Pictures in another store are copied into
 * a folder first, under their keys; what is there already is not fetched again, since a key names its content.
 */
public final class ContactSheets {

    private final ObjectStore store;
    private final Place place;
    private final Path exports;

    /** @param exports folder for copies from a store that is not on this disk, e.g. {@code ./diptych-data} */
    public ContactSheets(ObjectStore store, Path exports) {
        this(store, Place.bucket(store.bucket()), exports);
    }

    private ContactSheets(ObjectStore store, Place place, Path exports) {
        this.store = store;
        this.place = place;
        this.exports = exports;
    }

    /** The same, for a campaign that delivers to another place. */
    public ContactSheets at(Place other) {
        return new ContactSheets(store.in(other.bucket()), other, exports);
    }

    /**
     * Replaces the campaign's sheet. Each page goes through a file of its own: no page is held in memory.
     *
     * @return the first page on this disk
     * @throws io.diptych.storage.StorageException if the store refuses
     */
    public Path publish(ContactSheet sheet) {
        // The first page comes last, so that it never leads to pages that are not there yet.
        for (int page = sheet.pages().size(); page > 1; page--) {
            publish(sheet, page);
        }
        Path first = publish(sheet, 1);
        removePagesAfter(sheet.pages().size(), sheet.campaign());
        return first;
    }

    private Path publish(ContactSheet sheet, int page) {
        String key = place.contactSheet(sheet.campaign(), page);
        Optional<Path> inStore = store.localFile(key);
        Path file = inStore.orElse(exports.resolve(key));
        Consumer<AssetRecord> shown = inStore.isPresent()
                ? asset -> {}
                : asset -> export(asset.objects().at(place));
        try {
            Files.createDirectories(exports);
            Path part = Files.createTempFile(exports, ".contact-sheet-", ".part");
            try {
                try (Writer out = Files.newBufferedWriter(part)) {
                    ContactSheetPage.write(sheet, place, page, out, shown);
                }
                store.replace(key, part, "text/html; charset=utf-8");
                if (inStore.isEmpty()) {
                    Files.createDirectories(file.getParent());
                    Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
                }
            } finally {
                Files.deleteIfExists(part);
            }
            return file.toAbsolutePath().normalize();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write the contact sheet " + file + ": " + e.getMessage(), e);
        }
    }

    /** An earlier run may have had more. */
    private void removePagesAfter(int last, String campaign) {
        for (int page = last + 1; store.exists(place.contactSheet(campaign, page)); page++) {
            String key = place.contactSheet(campaign, page);
            store.delete(key);
            try {
                Files.deleteIfExists(exports.resolve(key));
            } catch (IOException e) {
                throw new UncheckedIOException("Cannot remove " + exports.resolve(key) + ": " + e.getMessage(), e);
            }
        }
    }

    private void export(ObjectKeys objects) {
        for (String key : List.of(objects.png(), objects.copy(), objects.sidecar())) {
            if (!Files.exists(exports.resolve(key))) {
                store.get(key).map(StoredObject::bytes).ifPresent(bytes -> write(key, bytes));
            }
        }
    }

    private void write(String key, byte[] bytes) {
        Path file = exports.resolve(key);
        try {
            Files.createDirectories(file.getParent());
            // Never half a picture under its name.
            Path part = Files.createTempFile(file.getParent(), ".part-", "");
            Files.write(part, bytes);
            Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write " + file + " beside the contact sheet: " + e.getMessage(), e);
        }
    }
}
