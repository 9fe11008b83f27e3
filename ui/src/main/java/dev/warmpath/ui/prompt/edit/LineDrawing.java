package dev.warmpath.ui.prompt.edit;

import java.util.Arrays;
import java.util.Objects;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Color;
import javafx.scene.text.Font;
import org.jspecify.annotations.Nullable;

/**
 * What is drawn on one line, as a list of steps that can be compared: a line that looks as before
 * need not be drawn again, which is what makes typing into a full window cheap. Reused from paint
 * to paint; once its arrays have grown it allocates nothing. FX thread.
 */
final class LineDrawing {
  private enum Step { FILL, ROUND_FILL, STROKE, DASHED, ROUND_STROKE, TEXT }

  /** Of each step: x, y, width, height, arc. */
  private static final int NUMBERS = 5;

  /** Of each step: which one, its colour, its text, its font. */
  private static final int OBJECTS = 4;

  private static final int FIRST_STEPS = 16;
  private static final double[] DASHES = {3, 3};

  private double[] numbers = new double[FIRST_STEPS * NUMBERS];
  private @Nullable Object[] objects = new Object[FIRST_STEPS * OBJECTS];
  private int steps;

  void clear() {
    steps = 0;
  }

  void fill(Color colour, double x, double y, double wide, double high) {
    add(Step.FILL, colour, x, y, wide, high, 0);
  }

  /** {@code arc}: width of a corner's whole ellipse. */
  void roundFill(Color colour, double x, double y, double wide, double high, double arc) {
    add(Step.ROUND_FILL, colour, x, y, wide, high, arc);
  }

  void stroke(Color colour, double x, double y, double wide, double high) {
    add(Step.STROKE, colour, x, y, wide, high, 0);
  }

  void dashed(Color colour, double x, double y, double wide, double high) {
    add(Step.DASHED, colour, x, y, wide, high, 0);
  }

  /** {@code arc}: width of a corner's whole ellipse. */
  void roundStroke(Color colour, double x, double y, double wide, double high, double arc) {
    add(Step.ROUND_STROKE, colour, x, y, wide, high, arc);
  }

  void text(Font font, Color colour, String text, double x, double baseline) {
    add(Step.TEXT, colour, x, baseline, 0, 0, 0);
    objects[steps * OBJECTS - 2] = text;
    objects[steps * OBJECTS - 1] = font;
  }

  /** True when both draw the same. */
  boolean same(LineDrawing other) {
    return steps == other.steps
        && Arrays.equals(numbers, 0, steps * NUMBERS, other.numbers, 0, steps * NUMBERS)
        && Arrays.equals(objects, 0, steps * OBJECTS, other.objects, 0, steps * OBJECTS);
  }

  void drawOn(GraphicsContext g) {
    g.setLineWidth(1);
    for (int step = 0; step < steps; step++) {
      g.setFill((Color) objects[step * OBJECTS + 1]);
      g.setStroke((Color) objects[step * OBJECTS + 1]);
      draw(g, step, step * NUMBERS);
    }
  }

  private void draw(GraphicsContext g, int step, int at) {
    double x = numbers[at];
    double y = numbers[at + 1];
    double wide = numbers[at + 2];
    double high = numbers[at + 3];
    double arc = numbers[at + 4];
    switch (Objects.requireNonNull((Step) objects[step * OBJECTS])) {
      case FILL -> g.fillRect(x, y, wide, high);
      case ROUND_FILL -> g.fillRoundRect(x, y, wide, high, arc, arc);
      case STROKE -> g.strokeRect(x, y, wide, high);
      case DASHED -> {
        g.setLineDashes(DASHES);
        g.strokeRect(x, y, wide, high);
        g.setLineDashes();
      }
      case ROUND_STROKE -> g.strokeRoundRect(x, y, wide, high, arc, arc);
      case TEXT -> {
        g.setFont((Font) objects[step * OBJECTS + 3]);
        g.fillText((String) objects[step * OBJECTS + 2], x, y);
      }
    }
  }

  private void add(
      Step step, Color colour, double x, double y, double wide, double high, double arc) {
    if (objects.length == steps * OBJECTS) {
      objects = Arrays.copyOf(objects, objects.length * 2);
      numbers = Arrays.copyOf(numbers, numbers.length * 2);
    }
    int n = steps * NUMBERS;
    numbers[n] = x;
    numbers[n + 1] = y;
    numbers[n + 2] = wide;
    numbers[n + 3] = high;
    numbers[n + 4] = arc;
    int o = steps * OBJECTS;
    objects[o] = step;
    objects[o + 1] = colour;
    objects[o + 2] = null;
    objects[o + 3] = null;
    steps++;
  }
}
