package dev.warmpath.app.desktop;

import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;

/**
 * A picture of a window in its most frequent colours: a third of the bytes, and no difference that
 * an eye finds, because a window has few colours and many blends of two at the edges of letters.
 */
public final class IndexedPng {
  private static final int COLOURS = 256;

  private IndexedPng() {}

  /**
   * @param png any opaque picture
   * @return the same picture with at most 256 colours
   */
  public static byte[] of(byte[] png) {
    try {
      BufferedImage image = ImageIO.read(new ByteArrayInputStream(png));
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      ImageIO.write(indexed(image), "png", bytes);
      return bytes.toByteArray();
    } catch (IOException impossible) {
      throw new UncheckedIOException("memory can be read and written", impossible);
    }
  }

  private static BufferedImage indexed(BufferedImage image) {
    int width = image.getWidth();
    int height = image.getHeight();
    int[] pixels = image.getRGB(0, 0, width, height, null, 0, width);
    Map<Integer, Integer> counts = new HashMap<>();
    for (int pixel : pixels) {
      counts.merge(pixel & 0xffffff, 1, Integer::sum);
    }
    List<Integer> kept =
        counts.entrySet().stream()
            .sorted(
                Map.Entry.<Integer, Integer>comparingByValue()
                    .reversed()
                    .thenComparing(Map.Entry.comparingByKey()))
            .limit(COLOURS)
            .map(Map.Entry::getKey)
            .toList();
    int[] table = kept.stream().mapToInt(Integer::intValue).toArray();
    IndexColorModel model =
        new IndexColorModel(
            8, table.length, table, 0, false, -1, DataBuffer.TYPE_BYTE);
    BufferedImage made =
        new BufferedImage(width, height, BufferedImage.TYPE_BYTE_INDEXED, model);
    Map<Integer, Integer> nearest = new HashMap<>();
    byte[] row = new byte[width];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        int colour = pixels[y * width + x] & 0xffffff;
        row[x] = (byte) (int) nearest.computeIfAbsent(colour, wanted -> nearest(table, wanted));
      }
      made.getRaster().setDataElements(0, y, width, 1, row);
    }
    return made;
  }

  private static int nearest(int[] table, int wanted) {
    int best = 0;
    int least = Integer.MAX_VALUE;
    for (int i = 0; i < table.length && least > 0; i++) {
      int red = (table[i] >> 16 & 255) - (wanted >> 16 & 255);
      int green = (table[i] >> 8 & 255) - (wanted >> 8 & 255);
      int blue = (table[i] & 255) - (wanted & 255);
      int distance = red * red + green * green + blue * blue;
      if (distance < least) {
        least = distance;
        best = i;
      }
    }
    return best;
  }
}
