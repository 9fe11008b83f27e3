package dev.warmpath.gguf;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** A row of numbers as the bytes of a tensor type. No state. */
final class RowEncoding {
  /** Q8_0 stores a block as a half-precision scale and signed bytes up to this. */
  private static final int LARGEST = 127;

  private RowEncoding() {}

  static byte[] f32(float[] row) {
    ByteBuffer bytes = ByteBuffer.allocate(row.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(row);
    return bytes.array();
  }

  /** Blocks of 32 numbers: scale = largest absolute value / 127, then round(number / scale). */
  static byte[] q8(float[] row) {
    TensorType type = TensorType.Q8_0;
    ByteBuffer bytes =
        ByteBuffer.allocate(Math.toIntExact(type.bytes(row.length)))
            .order(ByteOrder.LITTLE_ENDIAN);
    for (int start = 0; start < row.length; start += type.blockItems()) {
      float largest = 0;
      for (int i = start; i < start + type.blockItems(); i++) {
        largest = Math.max(largest, Math.abs(row[i]));
      }
      float scale = largest / LARGEST;
      bytes.putShort(Float.floatToFloat16(scale));
      for (int i = start; i < start + type.blockItems(); i++) {
        bytes.put((byte) (scale == 0 ? 0 : Math.round(row[i] / scale)));
      }
    }
    return bytes.array();
  }
}
