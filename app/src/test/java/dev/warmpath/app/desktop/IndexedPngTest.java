package dev.warmpath.app.desktop;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class IndexedPngTest {
  private static final int SIDE = 256;
  private static final int AMBER = 0xff8a5300;
  private static final int RED = 0xffa4343d;

  @Test
  void aSmallSignKeepsItsOwnColourBesideALargeOne() throws IOException {
    BufferedImage window = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < SIDE; y++) {
      for (int x = 0; x < SIDE; x++) {
        // 300 greys and greyish blends, each more frequent than the icon.
        int grey = (x + y * SIDE) % 300;
        window.setRGB(x, y, 0xff000000 | grey / 2 << 16 | grey / 2 << 8 | (grey + 1) / 2);
      }
    }
    for (int i = 0; i < 200; i++) {
      window.setRGB(i, 0, RED);
    }
    for (int i = 0; i < 40; i++) {
      window.setRGB(i, 100, AMBER);
    }

    BufferedImage made = ImageIO.read(new ByteArrayInputStream(IndexedPng.of(png(window))));

    assertThat(made.getRGB(10, 100)).isEqualTo(AMBER);
    assertThat(made.getRGB(10, 0)).isEqualTo(RED);
  }

  private static byte[] png(BufferedImage image) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ImageIO.write(image, "png", bytes);
    return bytes.toByteArray();
  }
}
