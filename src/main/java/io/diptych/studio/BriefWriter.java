package io.diptych.studio;

import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/** Decides what a sample shows, what its instruction leaves open and how both texts put it. */
final class BriefWriter {

    private static final double SWAP_SHARE = 0.15;
    private static final double UNNAMED_SHARE = 0.03;
    /** Out of 100 pictures, how many show one, two, three and four products. */
    private static final int[] COUNT_PERCENT = {34, 26, 20, 20};

    private final Random random;
    private final Split split;

    private BriefWriter(Random random, Split split) {
        this.random = random;
        this.split = split;
    }

    static StudioBrief write(Split split, Random random) {
        return new BriefWriter(random, split).write();
    }

    private StudioBrief write() {
        Slots shown = shown();
        Noun name = name(shown.product());
        Slots slots = new Slots(
                shown.product(), name, shown.color(), shown.count(), shown.scene(), shown.light(), shown.backdrop());
        Set<Slot> open = open(slots);
        String instruction = InstructionWriter.write(slots, open, random);
        return new StudioBrief(
                instruction,
                CopyWriter.write(slots, random),
                slots,
                Collections.unmodifiableSet(open),
                !name.equals(slots.product().noun()));
    }

    private Slots shown() {
        List<Product> products = split == Split.HELD_OUT_PRODUCTS ? Product.allHeldOut() : Product.trained();
        while (true) {
            Product product = pick(products);
            Scene scene = pick(List.of(Scene.values()));
            int count = count();
            if (Split.of(product, scene, count) == split) {
                return new Slots(
                        product,
                        pick(product.colors()),
                        count,
                        scene,
                        pick(List.of(LightSide.values())),
                        scene == Scene.SWEEP ? pick(List.of(Backdrop.values())) : null);
            }
        }
    }

    private int count() {
        int left = random.nextInt(100);
        for (int count = 1; count < COUNT_PERCENT.length; count++) {
            left -= COUNT_PERCENT[count - 1];
            if (left < 0) {
                return count;
            }
        }
        return COUNT_PERCENT.length;
    }

    /** Another name in some training samples: the name is to be read, the look is to be seen. */
    private Noun name(Product product) {
        double chance = random.nextDouble();
        if (split != Split.TRAIN || chance >= SWAP_SHARE + UNNAMED_SHARE) {
            return product.noun();
        }
        return chance < UNNAMED_SHARE ? Lexicon.UNNAMED : pick(Lexicon.nouns());
    }

    private Set<Slot> open(Slots slots) {
        EnumSet<Slot> open = EnumSet.noneOf(Slot.class);
        if (random.nextInt(3) > 0) {
            return open;
        }
        List<Slot> candidates = slots.backdrop() == null
                ? List.of(Slot.COUNT, Slot.COLOR, Slot.SCENE, Slot.LIGHT)
                : List.of(Slot.COUNT, Slot.COLOR, Slot.SCENE, Slot.LIGHT, Slot.BACKDROP);
        for (int i = 0, n = 1 + Math.max(0, random.nextInt(5) - 2); i < n; i++) {
            open.add(pick(candidates));
        }
        if (open.contains(Slot.SCENE) && slots.backdrop() != null) {
            open.add(Slot.BACKDROP);
        }
        return open;
    }

    private <T> T pick(List<T> from) {
        return from.get(random.nextInt(from.size()));
    }
}
