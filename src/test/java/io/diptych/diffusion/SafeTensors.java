package io.diptych.diffusion;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.LongStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Float32 and int64 tensors of one small safetensors file, read whole. */
public final class SafeTensors {

    private final Map<String, float[]> tensors = new TreeMap<>();
    private final Map<String, int[]> ids = new TreeMap<>();
    private final Map<String, int[]> shapes = new TreeMap<>();

    /** @param resource path below {@code golden/} */
    public SafeTensors(String resource) {
        ByteBuffer file = ByteBuffer.wrap(Golden.bytes(resource)).order(ByteOrder.LITTLE_ENDIAN);
        int headerLength = Math.toIntExact(file.getLong(0));
        var header = new String(file.array(), 8, headerLength, StandardCharsets.UTF_8);
        for (Map.Entry<String, JsonNode> entry :
                JsonMapper.shared().readTree(header).properties()) {
            String type = entry.getValue().path("dtype").asString("");
            if (!type.equals("F32") && !type.equals("I64")) {
                continue;
            }
            int from = entry.getValue().get("data_offsets").get(0).asInt();
            int to = entry.getValue().get("data_offsets").get(1).asInt();
            ByteBuffer data = file.slice(8 + headerLength + from, to - from).order(ByteOrder.LITTLE_ENDIAN);
            if (type.equals("I64")) {
                var values = new long[(to - from) / Long.BYTES];
                data.asLongBuffer().get(values);
                ids.put(
                        entry.getKey(),
                        LongStream.of(values).mapToInt(Math::toIntExact).toArray());
                continue;
            }
            var values = new float[(to - from) / Float.BYTES];
            data.asFloatBuffer().get(values);
            tensors.put(entry.getKey(), values);
            shapes.put(entry.getKey(), Golden.ints(entry.getValue().get("shape")));
        }
    }

    public Set<String> names() {
        return tensors.keySet();
    }

    public float[] get(String name) {
        float[] values = tensors.get(name);
        if (values == null) {
            throw new UncheckedIOException(new IOException("no tensor " + name + " among " + tensors.keySet()));
        }
        return values;
    }

    /** A tensor of int64 ids. */
    public int[] ids(String name) {
        return ids.get(name);
    }

    public int[] shape(String name) {
        get(name);
        return shapes.get(name);
    }
}
