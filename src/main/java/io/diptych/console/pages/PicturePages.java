package io.diptych.console.pages;

import io.diptych.catalog.Photo;
import io.diptych.catalog.PhotoException;
import io.diptych.provenance.AssetId;
import io.diptych.provenance.AssetRecord;
import io.diptych.provenance.Ledger;
import io.diptych.provenance.ObjectKeys;
import io.diptych.review.ContactSheetQuery;
import io.diptych.review.NotUnderReviewException;
import io.diptych.review.SheetShot;
import io.diptych.shoot.ProductPhotos;
import io.diptych.storage.ObjectStore;
import io.diptych.storage.StoredObject;
import java.time.Duration;
import java.util.Objects;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.server.ResponseStatusException;

/**
 * Pictures for the pages. They come through the server, so that pages load nothing from elsewhere and an object store
 * within a company's network need not be reachable from the browser.
 */
@Pages
class PicturePages {

    /** An asset's picture never changes. */
    private static final CacheControl FOR_EVER =
            CacheControl.maxAge(Duration.ofDays(365)).cachePrivate().immutable();

    private static final CacheControl A_WHILE =
            CacheControl.maxAge(Duration.ofMinutes(10)).cachePrivate();

    private final ContactSheetQuery sheet;
    private final ObjectStore store;
    private final ProductPhotos photos;
    private final Ledger ledger;

    PicturePages(ContactSheetQuery sheet, ObjectStore store, ProductPhotos photos, Ledger ledger) {
        this.sheet = sheet;
        this.store = store;
        this.photos = photos;
        this.ledger = ledger;
    }

    @GetMapping("/campaigns/{name}/assets/{asset}/picture.png")
    ResponseEntity<byte[]> picture(@PathVariable String name, @PathVariable String asset) {
        SheetShot.Print print = Objects.requireNonNull(shot(name, asset).asset());
        return png(print.objects());
    }

    /** Of an asset that no contact sheet shows yet, such as a trial's. */
    @GetMapping("/assets/{asset}/picture.png")
    ResponseEntity<byte[]> recorded(@PathVariable String asset) {
        AssetRecord record = ledger.find(AssetId.parse(asset))
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND, "There is no asset " + asset));
        return png(record.objects());
    }

    @GetMapping("/campaigns/{name}/assets/{asset}/photo")
    ResponseEntity<byte[]> photo(@PathVariable String name, @PathVariable String asset) {
        SheetShot shot = shot(name, asset);
        try {
            Photo photo = photos.fetch(shot.cursor().run(), shot.photo());
            return ResponseEntity.ok()
                    .cacheControl(A_WHILE)
                    .contentType(MediaType.parseMediaType(photo.facts().format().mediaType()))
                    .body(photo.content());
        } catch (PhotoException e) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND, e.getMessage(), e);
        }
    }

    private ResponseEntity<byte[]> png(ObjectKeys objects) {
        StoredObject object = store.in(objects.bucket())
                .get(objects.png())
                .orElseThrow(() -> new ResponseStatusException(
                        HttpStatus.NOT_FOUND,
                        store.in(objects.bucket()).uri(objects.png()) + " is not there any more"));
        return ResponseEntity.ok()
                .cacheControl(FOR_EVER)
                .contentType(MediaType.IMAGE_PNG)
                .body(object.bytes());
    }

    private SheetShot shot(String campaign, String asset) {
        AssetId id = AssetId.parse(asset);
        return sheet.find(campaign, id).orElseThrow(() -> new NotUnderReviewException(campaign, id));
    }
}
