package dev.warmpath.app.desktop;

import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
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

  /** Kept for their frequency alone; a window has far fewer surfaces. */
  private static final int FREQUENT = 128;

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
    int[] table = chosen(counts);
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
        int index =
            nearest.computeIfAbsent(colour, wanted -> nearest(table, table.length, wanted));
        row[x] = (byte) index;
      }
      made.getRaster().setDataElements(0, y, width, 1, row);
    }
    return made;
  }

  /**
   * The most frequent colours, then those whose loss would be seen most: an icon has few pixels,
   * and must not take the colour of another sign.
   */
  private static int[] chosen(Map<Integer, Integer> counts) {
    List<Map.Entry<Integer, Integer>> all = new ArrayList<>(counts.entrySet());
    all.sort(
        Map.Entry.<Integer, Integer>comparingByValue()
            .reversed()
            .thenComparing(Map.Entry.comparingByKey()));
    int[] colours = all.stream().mapToInt(Map.Entry::getKey).toArray();
    if (colours.length <= COLOURS) {
      return colours;
    }
    int[] table = Arrays.copyOf(colours, COLOURS);
    int[] away = new int[colours.length];
    for (int i = 0; i < colours.length; i++) {
      int kept = table[nearest(table, FREQUENT, colours[i])];
      away[i] = i < FREQUENT ? 0 : distance(kept, colours[i]);
    }
    for (int next = FREQUENT; next < COLOURS; next++) {
      int worst = 0;
      for (int i = 0; i < colours.length; i++) {
        worst = loss(all, away, i) > loss(all, away, worst) ? i : worst;
      }
      table[next] = colours[worst];
      for (int i = 0; i < colours.length; i++) {
        away[i] = Math.min(away[i], distance(table[next], colours[i]));
      }
    }
    return table;
  }

  private static long loss(List<Map.Entry<Integer, Integer>> all, int[] away, int index) {
    return (long) all.get(index).getValue() * away[index];
  }

  private static int nearest(int[] table, int size, int wanted) {
    int best = 0;
    int least = Integer.MAX_VALUE;
    for (int i = 0; i < size && least > 0; i++) {
      int distance = distance(table[i], wanted);
      if (distance < least) {
        least = distance;
        best = i;
      }
    }
    return best;
  }

  private static int distance(int one, int other) {
    int red = (one >> 16 & 255) - (other >> 16 & 255);
    int green = (one >> 8 & 255) - (other >> 8 & 255);
    int blue = (one & 255) - (other & 255);
    return red * red + green * green + blue * blue;
  }
}
