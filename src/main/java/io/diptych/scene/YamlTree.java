package io.diptych.scene;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.Map;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** YAML nodes turned into JSON values, with the lines that they came from. */
final class YamlTree {

    /** YAML that has no JSON equivalent. */
    static final class RefusedException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private final int line;

        RefusedException(Node node, String message) {
            super(message);
            this.line = firstLine(node);
        }

        int line() {
            return line;
        }
    }

    private record Lines(int first, int last) {}

    /** References multiply what they refer to; this bounds the product. */
    private static final int MOST_VALUES = 100_000;

    private final Map<String, Lines> lines = new HashMap<>();
    private JsonNode root = JsonNodeFactory.instance.nullNode();

    private YamlTree() {}

    static YamlTree of(Node node) {
        YamlTree tree = new YamlTree();
        tree.root = tree.convert(node, "", firstLine(node));
        return tree;
    }

    JsonNode root() {
        return root;
    }

    int line(String pointer) {
        return lines(pointer).first();
    }

    int lastLine(String pointer) {
        return lines(pointer).last();
    }

    private Lines lines(String pointer) {
        String at = pointer;
        while (!lines.containsKey(at) && !at.isEmpty()) {
            at = at.substring(0, at.lastIndexOf('/'));
        }
        return lines.getOrDefault(at, new Lines(1, 1));
    }

    private JsonNode convert(Node node, String pointer, int line) {
        if (node.isRecursive()) {
            throw new RefusedException(node, "refers to itself");
        }
        lines.put(pointer, new Lines(line, lastLine(node)));
        if (lines.size() > MOST_VALUES) {
            throw new RefusedException(node, "has more than " + MOST_VALUES + " values");
        }
        if (node instanceof MappingNode mapping) {
            return object(mapping, pointer);
        }
        if (node instanceof SequenceNode sequence) {
            ArrayNode array = JsonNodeFactory.instance.arrayNode();
            for (Node element : sequence.getValue()) {
                array.add(convert(element, pointer + "/" + array.size(), firstLine(element)));
            }
            return array;
        }
        return scalar((ScalarNode) node);
    }

    private ObjectNode object(MappingNode mapping, String pointer) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        for (NodeTuple tuple : mapping.getValue()) {
            Node key = tuple.getKeyNode();
            if (!(key instanceof ScalarNode scalar)) {
                throw new RefusedException(key, "has a list or mapping as a name; a name is a word");
            }
            String name = scalar.getValue();
            if (object.has(name)) {
                throw new RefusedException(key, "has \"" + name + "\" twice");
            }
            String child = pointer + "/" + escaped(name);
            object.set(name, convert(tuple.getValueNode(), child, firstLine(key)));
        }
        return object;
    }

    private static JsonNode scalar(ScalarNode scalar) {
        JsonNodeFactory json = JsonNodeFactory.instance;
        String text = scalar.getValue();
        Tag tag = scalar.getTag();
        if (tag.equals(Tag.NULL)) {
            return json.nullNode();
        }
        if (tag.equals(Tag.BOOL)) {
            return json.booleanNode(text.equalsIgnoreCase("true"));
        }
        if (tag.equals(Tag.INT)) {
            BigInteger number = integer(text);
            return number.bitLength() < Long.SIZE ? json.numberNode(number.longValue()) : json.numberNode(number);
        }
        if (tag.equals(Tag.FLOAT) && !text.matches("(?i)[+-]?\\.(inf|nan)")) {
            return json.numberNode(new BigDecimal(text));
        }
        return json.stringNode(text);
    }

    private static BigInteger integer(String text) {
        if (text.startsWith("0x")) {
            return new BigInteger(text.substring(2), 16);
        }
        if (text.startsWith("0o")) {
            return new BigInteger(text.substring(2), 8);
        }
        return new BigInteger(text);
    }

    static String escaped(String name) {
        return name.replace("~", "~0").replace("/", "~1");
    }

    private static int firstLine(Node node) {
        return node.getStartMark().map(Mark::getLine).orElse(0) + 1;
    }

    /** The end of a block lies at the beginning of the line after it. */
    private static int lastLine(Node node) {
        return node.getEndMark()
                .map(mark -> mark.getColumn() == 0 ? mark.getLine() : mark.getLine() + 1)
                .map(line -> Math.max(line, firstLine(node)))
                .orElse(firstLine(node));
    }
}
