package io.diptych.export;

import ai.onnxruntime.platform.Fp16Conversions;
import java.nio.ByteBuffer;

/** Conversions between the float types of checkpoints and bundles. */
final class Floats {

    private Floats() {}

    /** Reads the next element of the given type. */
    static float next(ElementType type, ByteBuffer bytes) {
        return switch (type) {
            case F32 -> bytes.getFloat();
            case F16 -> Fp16Conversions.fp16ToFloat(bytes.getShort());
            case BF16 -> Float.intBitsToFloat(bytes.getShort() << 16);
            case F64 -> (float) bytes.getDouble();
            case I64, I32, U8 -> throw new IllegalArgumentException(type + " is no float type");
        };
    }

    /** Writes one element as f32 or f16 (rounded to nearest, ties to even). */
    static void put(ElementType type, float value, ByteBuffer bytes) {
        switch (type) {
            case F32 -> bytes.putFloat(value);
            case F16 -> bytes.putShort(Fp16Conversions.floatToFp16(value));
            default -> throw new IllegalArgumentException("weights are written as F32 or F16, not " + type);
        }
    }
}
