package io.diptych.provenance;

import com.adobe.internal.xmp.XMPConst;
import com.adobe.internal.xmp.XMPException;
import com.adobe.internal.xmp.XMPMeta;
import com.adobe.internal.xmp.XMPMetaFactory;
import com.adobe.internal.xmp.options.ParseOptions;
import com.adobe.internal.xmp.options.SerializeOptions;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a picture file says about itself, as XMP: that it was generated (IPTC Photo Metadata 2025.1), by what, and which
 * asset it is. There is no clock time in it, so the same take gives the same file.
 *
 * @param sourceType URI from IPTC's digital source type vocabulary
 * @param generator name and version of the program
 * @param bundle name of the model bundle
 * @param bundleDigest SHA-256 (hex) of the bundle
 */
public record Mark(
        AssetId asset, String campaign, String sourceType, String generator, String bundle, String bundleDigest) {

    static final String NAMESPACE = "http://diptych.io/ns/asset/1.0/";

    static {
        try {
            XMPMetaFactory.getSchemaRegistry().registerNamespace(NAMESPACE, "diptych");
            XMPMetaFactory.getSchemaRegistry().registerNamespace(XMPConst.NS_IPTCEXT, "Iptc4xmpExt");
        } catch (XMPException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    /** The XMP packet. */
    public String toXmp() {
        try {
            XMPMeta xmp = XMPMetaFactory.create();
            xmp.setProperty(XMPConst.NS_IPTCEXT, "DigitalSourceType", sourceType);
            xmp.setProperty(XMPConst.NS_IPTCEXT, "AISystemUsed", "Diptych, " + bundle);
            xmp.setProperty(XMPConst.NS_IPTCEXT, "AISystemVersionUsed", bundleDigest);
            xmp.setProperty(XMPConst.NS_XMP, "CreatorTool", generator);
            xmp.setProperty(NAMESPACE, "AssetId", asset.toString());
            xmp.setProperty(NAMESPACE, "Campaign", campaign);
            xmp.setProperty(NAMESPACE, "Bundle", bundle);
            xmp.setProperty(NAMESPACE, "BundleDigest", bundleDigest);
            SerializeOptions options = new SerializeOptions()
                    .setReadOnlyPacket(true)
                    .setPadding(0)
                    .setUseCompactFormat(true)
                    .setNewline("\n");
            // The library's own version must not decide about the bytes of a picture.
            return XMPMetaFactory.serializeToString(xmp, options).replaceFirst(" x:xmptk=\"[^\"]*\"", "");
        } catch (XMPException e) {
            throw new IllegalStateException("Cannot write XMP for " + asset + ": " + e.getMessage(), e);
        }
    }

    /** The mark in an XMP packet, or nothing if the packet is broken or says nothing of an asset. */
    public static Optional<Mark> ofXmp(String packet) {
        try {
            XMPMeta xmp = XMPMetaFactory.parseFromString(packet, new ParseOptions().setDisallowDoctype(true));
            String id = xmp.getPropertyString(NAMESPACE, "AssetId");
            if (id == null) {
                return Optional.empty();
            }
            return Optional.of(new Mark(
                    AssetId.parse(id),
                    orEmpty(xmp.getPropertyString(NAMESPACE, "Campaign")),
                    orEmpty(xmp.getPropertyString(XMPConst.NS_IPTCEXT, "DigitalSourceType")),
                    orEmpty(xmp.getPropertyString(XMPConst.NS_XMP, "CreatorTool")),
                    orEmpty(xmp.getPropertyString(NAMESPACE, "Bundle")),
                    orEmpty(xmp.getPropertyString(NAMESPACE, "BundleDigest"))));
        } catch (XMPException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** The mark of a PNG, JPEG, TIFF or WebP file, or nothing. */
    public static Optional<Mark> ofFile(byte[] file) {
        return XmpPacket.find(file).flatMap(Mark::ofXmp);
    }

    private static String orEmpty(@Nullable String value) {
        return value == null ? "" : value;
    }
}
