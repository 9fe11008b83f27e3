package dev.warmpath.ui.look;

import dev.warmpath.ui.canvas.Palette;
import dev.warmpath.ui.ports.Preferences;
import dev.warmpath.ui.ports.Settings;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.binding.ObjectBinding;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleIntegerProperty;
import javafx.beans.property.SimpleObjectProperty;

/**
 * Theme, text size and motion as the user chose them and as the system suggests; choices are
 * remembered. A view model: needs no toolkit. FX thread.
 */
public final class Appearance {
  private final ObjectProperty<Settings.Theme> theme;
  private final IntegerProperty fontSize;
  private final BooleanProperty lessMotion;
  private final BooleanProperty systemDark = new SimpleBooleanProperty();
  private final BooleanProperty systemLessMotion = new SimpleBooleanProperty();
  private final BooleanBinding dark;
  private final ObjectBinding<Palette> palette;
  private final BooleanBinding reducedMotion;

  public Appearance(Preferences preferences) {
    theme = new SimpleObjectProperty<>(preferences.get(Settings.THEME));
    fontSize = new SimpleIntegerProperty(preferences.get(Settings.FONT_SIZE));
    lessMotion = new SimpleBooleanProperty(preferences.get(Settings.REDUCED_MOTION));
    theme.addListener((p, old, now) -> preferences.put(Settings.THEME, now));
    fontSize.addListener((p, old, now) -> preferences.put(Settings.FONT_SIZE, now.intValue()));
    lessMotion.addListener((p, old, now) -> preferences.put(Settings.REDUCED_MOTION, now));
    dark =
        Bindings.createBooleanBinding(
            () ->
                theme.get() == Settings.Theme.DARK
                    || theme.get() == Settings.Theme.SYSTEM && systemDark.get(),
            theme, systemDark);
    palette = Bindings.when(dark).then(Palette.DARK).otherwise(Palette.LIGHT);
    reducedMotion = lessMotion.or(systemLessMotion);
  }

  public ObjectProperty<Settings.Theme> theme() {
    return theme;
  }

  /** Size of body text in pixels, {@link Settings#LEAST_FONT} to {@link Settings#MOST_FONT}. */
  public IntegerProperty fontSize() {
    return fontSize;
  }

  /** The user's own wish for less motion. */
  public BooleanProperty lessMotion() {
    return lessMotion;
  }

  /** What the system shows other programs in; written by the window. */
  public BooleanProperty systemDark() {
    return systemDark;
  }

  /** What the system asks of other programs; written by the window. */
  public BooleanProperty systemLessMotion() {
    return systemLessMotion;
  }

  /** The theme in effect. */
  public BooleanBinding dark() {
    return dark;
  }

  /** Colours of the theme in effect, for painters. */
  public ObjectBinding<Palette> palette() {
    return palette;
  }

  /** True when nothing should move by itself. */
  public BooleanBinding reducedMotion() {
    return reducedMotion;
  }

  public void larger() {
    fontSize.set(Math.min(Settings.MOST_FONT, fontSize.get() + 1));
  }

  public void smaller() {
    fontSize.set(Math.max(Settings.LEAST_FONT, fontSize.get() - 1));
  }

  public void usualSize() {
    fontSize.set(Settings.FONT_SIZE.fallback());
  }

  /** Light and dark in turn, whatever the system says. */
  public void toggleTheme() {
    theme.set(dark.get() ? Settings.Theme.LIGHT : Settings.Theme.DARK);
  }
}
