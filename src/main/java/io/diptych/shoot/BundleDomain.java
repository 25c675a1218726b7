package io.diptych.shoot;

import io.diptych.campaign.Domain;
import io.diptych.campaign.Frame;
import io.diptych.catalog.Product;
import io.diptych.model.Bundle;
import io.diptych.model.BundleManifest;
import io.diptych.model.EncodedText;
import io.diptych.model.Tokenizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** What a bundle was made for: the products, words, sizes and instruction lengths that it states. */
public final class BundleDomain implements Domain, AutoCloseable {

    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}]+");

    private final Tokenizer tokenizer;
    private final BundleManifest manifest;
    private final FrameFit fit;
    private final List<String> products;

    public BundleDomain(Bundle bundle) {
        tokenizer = bundle.tokenizer();
        manifest = bundle.manifest();
        fit = new FrameFit(manifest);
        products = manifest.domain().products().stream()
                .map(name -> " " + words(name) + " ")
                .toList();
    }

    @Override
    public List<Outside> outside(Product product, Frame frame, String instruction) {
        List<Outside> outside = new ArrayList<>();
        String title = " " + words(product.title()) + " ";
        if (!products.isEmpty() && products.stream().noneMatch(title::contains)) {
            outside.add(new Outside(Part.PRODUCT, product.title()));
        }
        if (!fit.known(frame.size())) {
            outside.add(new Outside(Part.SIZE, frame.size().toString()));
        }
        EncodedText encoded = tokenizer.encode(instruction);
        encoded.unknownWords().stream()
                .filter(unknown -> WORD.matcher(unknown).find())
                .forEach(unknown -> outside.add(new Outside(Part.WORD, unknown)));
        int longest = manifest.sequence().instructionLength();
        if (encoded.ids().length > longest) {
            outside.add(new Outside(
                    Part.INSTRUCTION, "over " + longest + " tokens, which cannot be rendered: " + frame.label()));
        }
        return outside;
    }

    @Override
    public void close() {
        tokenizer.close();
    }

    private static String words(String text) {
        return String.join(
                " ",
                WORD.matcher(text.toLowerCase(Locale.ROOT))
                        .results()
                        .map(match -> match.group())
                        .toList());
    }
}
