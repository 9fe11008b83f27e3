package dev.warmpath.ui.settings;

import dev.warmpath.ui.canvas.Figures;
import dev.warmpath.ui.look.Appearance;
import dev.warmpath.ui.look.Fields;
import dev.warmpath.ui.look.Parts;
import dev.warmpath.ui.look.Scenes;
import dev.warmpath.ui.models.LoadForm;
import dev.warmpath.ui.models.ModelsViewModel;
import dev.warmpath.ui.ports.Settings;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.controlsfx.control.SegmentedButton;

/** One page, everything on it, stored as it is changed. FX thread. */
public final class SettingsView extends ScrollPane {
  private static final double WIDTH = 720;
  private static final double FIELD = 120;

  private final SettingsViewModel settings;
  private final List<Runnable> refreshes = new ArrayList<>();

  public SettingsView(SettingsViewModel settings, ModelsViewModel models, Appearance appearance) {
    this.settings = settings;
    getStyleClass().add("wp-scroll");
    setId("settings");
    setFitToWidth(true);
    VBox page =
        new VBox(
            24,
            Parts.label("Settings", "wp-headline"),
            stale(),
            section("Cache", cache()),
            section("Model", model(models)),
            section("Endpoint", endpoint()),
            section("Look", look(appearance)),
            section("Privacy", privacy()));
    page.setMaxWidth(WIDTH);
    StackPane centre = new StackPane(page);
    centre.getStyleClass().add("wp-page");
    setContent(centre);
    visibleProperty().subscribe(this::beginAtTheTop);
  }

  /** Shows the settings of now: commands and other parts of the window change some too. */
  public void refresh() {
    refreshes.forEach(Runnable::run);
  }

  /** The first field gets the focus before the page has its height: the title scrolls away. */
  private void beginAtTheTop(boolean shown) {
    Scene scene = getScene();
    if (shown) {
      refresh();
    }
    if (shown && scene != null) {
      Scenes.afterLayout(scene, () -> setVvalue(getVmin()));
    }
  }

  private Node stale() {
    HBox row =
        new HBox(
            12,
            Parts.icon(org.kordamp.ikonli.feather.Feather.REFRESH_CW, 15),
            Parts.paragraph(
                "The loaded model still runs with its old settings. Loading it again empties the"
                    + " cache."),
            Parts.spring(),
            Parts.button("Load again", settings::apply, "wp-button"));
    row.setAlignment(Pos.CENTER_LEFT);
    row.getStyleClass().addAll("wp-banner", "info", "wp-rounded");
    row.visibleProperty().bind(settings.stale());
    row.managedProperty().bind(settings.stale());
    return row;
  }

  private List<Node> cache() {
    return List.of(
        row(
            "KV budget", "Host memory for reusable rows. The least recently used go first.",
            field(
                "kv-budget", Figures.bytes(settings.get(Settings.KV_BUDGET)), settings::budget)),
        row(
            "Expires after", "Minutes a prefix may stay unused; 0 = never.",
            field(
                "expiry", String.valueOf(settings.get(Settings.EXPIRY).toMinutes()),
                settings::expiry)),
        row(
            "Mode",
            "Fast reuses every matching token. Exact reuses aligned chunks, so that answers are"
                + " bit-identical to a cold run.",
            choice(
                List.of(false, true), exact -> exact ? "Exact" : "Fast",
                settings.get(Settings.EXACT), exact -> settings.put(Settings.EXACT, exact))));
  }

  private List<Node> model(ModelsViewModel models) {
    LoadForm form = new LoadForm(models);
    form.onChange(settings::compare);
    refreshes.add(form::refresh);
    return List.of(
        form,
        row(
            "Parallel requests", "Slots on the device; each takes its own context memory.",
            field(
                "slots", String.valueOf(settings.get(Settings.SLOTS)),
                text -> settings.number(Settings.SLOTS, text))),
        row(
            "CPU threads", "0 = one per core, less one for the window.",
            field(
                "threads", String.valueOf(settings.get(Settings.THREADS)),
                text -> settings.number(Settings.THREADS, text))));
  }

  private List<Node> endpoint() {
    CheckBox on = new CheckBox("Start with Warmpath");
    on.setId("endpoint-on");
    on.setSelected(settings.get(Settings.ENDPOINT_ON));
    on.selectedProperty()
        .addListener((p, old, now) -> settings.put(Settings.ENDPOINT_ON, now));
    refreshes.add(() -> on.setSelected(settings.get(Settings.ENDPOINT_ON)));
    return List.of(
        row("OpenAI-compatible endpoint", "Only programs on this computer can reach it.", on),
        row(
            "Port", "",
            field(
                "endpoint-port", String.valueOf(settings.get(Settings.ENDPOINT_PORT)),
                settings::port)));
  }

  private List<Node> look(Appearance appearance) {
    CheckBox motion = new CheckBox("Less motion");
    motion.selectedProperty().bindBidirectional(appearance.lessMotion());
    TextField size =
        field(
            "font-size", String.valueOf(appearance.fontSize().get()),
            text ->
                settings
                    .number(Settings.FONT_SIZE, text)
                    .or(
                        () -> {
                          appearance.fontSize().set(Integer.parseInt(text.strip()));
                          return Optional.empty();
                        }));
    appearance
        .fontSize()
        .addListener((p, old, now) -> size.setText(String.valueOf(now.intValue())));
    List<Settings.Theme> themes = List.of(Settings.Theme.values());
    SegmentedButton theme =
        choice(
            themes, SettingsView::words, appearance.theme().get(), appearance.theme()::set);
    appearance
        .theme()
        .addListener(
            (p, old, now) -> theme.getButtons().get(themes.indexOf(now)).setSelected(true));
    return List.of(
        row("Theme", "", theme),
        row(
            "Text size",
            "Pixels, " + Settings.LEAST_FONT + " to " + Settings.MOST_FONT + ".", size),
        row("Motion", "The system’s own wish is followed too.", motion));
  }

  private List<Node> privacy() {
    CheckBox recovery = new CheckBox("Keep unsaved text for a crash");
    recovery.setId("crash-recovery");
    recovery.setSelected(settings.get(Settings.CRASH_RECOVERY));
    recovery
        .selectedProperty()
        .addListener((p, old, now) -> settings.crashRecovery(now));
    return List.of(
        row(
            "Crash recovery",
            settings.recoveryWords(),
            recovery));
  }

  private static String words(Settings.Theme theme) {
    return switch (theme) {
      case SYSTEM -> "System";
      case LIGHT -> "Light";
      case DARK -> "Dark";
    };
  }

  private static VBox section(String title, List<Node> rows) {
    VBox card = new VBox();
    card.getStyleClass().addAll("wp-card", "wp-settings-card");
    card.getChildren().addAll(rows);
    return new VBox(8, Parts.label(title, "wp-section"), card);
  }

  private static HBox row(String title, String about, Node control) {
    VBox words = new VBox(2, Parts.label(title, "wp-strong"));
    if (!about.isEmpty()) {
      words.getChildren().add(Parts.paragraph(about, "wp-minor", "wp-secondary"));
    }
    words.setAlignment(Pos.CENTER_LEFT);
    HBox.setHgrow(words, Priority.ALWAYS);
    if (control instanceof Region region) {
      region.setMinWidth(Region.USE_PREF_SIZE);
    }
    HBox row = new HBox(24, words, control);
    row.setAlignment(Pos.CENTER_LEFT);
    row.getStyleClass().add("wp-settings-row");
    return row;
  }

  private static TextField field(
      String id, String value, Function<String, Optional<String>> store) {
    TextField field = Fields.field(id, value, store);
    field.setPrefWidth(FIELD);
    field.setAlignment(Pos.CENTER_RIGHT);
    return field;
  }

  private static <T> SegmentedButton choice(
      List<T> values, Function<T, String> words, T chosen, Consumer<T> store) {
    SegmentedButton buttons = new SegmentedButton();
    for (T value : values) {
      ToggleButton button = new ToggleButton(words.apply(value));
      button.setSelected(value.equals(chosen));
      button.setOnAction(
          event -> {
            // A second click must not leave nothing chosen.
            button.setSelected(true);
            store.accept(value);
          });
      buttons.getButtons().add(button);
    }
    return buttons;
  }
}
