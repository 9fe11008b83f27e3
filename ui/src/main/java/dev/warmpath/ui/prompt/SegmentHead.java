package dev.warmpath.ui.prompt;

import dev.warmpath.token.Segment;
import dev.warmpath.ui.look.Fitting;
import dev.warmpath.ui.prompt.model.SegmentForecast;
import dev.warmpath.ui.prompt.model.SegmentItem;
import dev.warmpath.ui.prompt.model.SegmentNames;
import dev.warmpath.ui.prompt.model.Stability;
import java.util.List;
import java.util.Locale;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.Cursor;
import javafx.scene.control.Button;
import javafx.scene.control.CheckMenuItem;
import javafx.scene.control.Label;
import javafx.scene.control.Menu;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/** A card's head: grip, name, kind, token count, how often it changed, hits, fold and menu. */
final class SegmentHead extends HBox {
  /** Longer names are cut; the rest of the head must stay readable. */
  private static final double MOST_NAME = 170;

  private static final double LEAST_NAME = 40;

  /** Of the count's text, where these widths are as given. */
  private static final double FACT_SIZE = 12;

  /** Widths from which a head has room for the kind beside a name, and for a long history. */
  private static final double ROOM_FOR_KIND = 600;

  private static final double ROOM_FOR_HISTORY = 440;
  private static final double ROOM_FOR_BAR = 400;
  private static final double ROOM_FOR_WORDS = 400;
  private static final double ROOM_FOR_BAR_TOO = 500;

  private static final PseudoClass VOLATILE = PseudoClass.getPseudoClass("volatile");

  private final SegmentItem item;
  private final SegmentCards owner;
  private final Label grip = new Label("⋮⋮");
  private final Label name = new Label();
  private final TextField nameField = new TextField();
  private final Label kind = new Label();
  private final Label tokens = new Label();
  private final Label changes = new Label();
  private final Tooltip changesTip = new Tooltip();
  private final ShareBar share = new ShareBar();
  private final Label percent = new Label();
  private final Tooltip percentTip = new Tooltip();
  private final Button fold = new Button();
  private final FontIcon foldIcon = new FontIcon(Feather.CHEVRON_DOWN);
  private final MenuButton menu = new MenuButton();
  private final CheckMenuItem joins = new CheckMenuItem("Continues the message above");

  SegmentHead(SegmentItem item, SegmentCards owner) {
    this.item = item;
    this.owner = owner;
    getStyleClass().add("segment-head");
    setAlignment(Pos.CENTER_LEFT);
    grip.getStyleClass().add("grip");
    grip.setCursor(Cursor.MOVE);
    grip.setTooltip(new Tooltip("Drag, or Alt+↑ and Alt+↓, to reorder"));
    name.getStyleClass().add("segment-name");
    name.setTooltip(new Tooltip("Double click to rename"));
    kind.getStyleClass().add("segment-kind");
    tokens.getStyleClass().add("segment-fact");
    changes.getStyleClass().add("segment-changes");
    changes.setTooltip(changesTip);
    percent.getStyleClass().add("segment-percent");
    percent.setTooltip(percentTip);
    fold.setGraphic(foldIcon);
    fold.getStyleClass().addAll("flat", "head-button");
    fold.setFocusTraversable(true);
    fold.setOnAction(event -> toggleFold());
    menu.getStyleClass().addAll("flat", "head-button");
    menu.setGraphic(new FontIcon(Feather.MORE_HORIZONTAL));
    menu.setAccessibleText("Segment actions");
    Region space = new Region();
    setHgrow(space, Priority.ALWAYS);
    nameField.getStyleClass().add("segment-name-field");
    showNameField(false);
    getChildren().addAll(
        grip, name, nameField, kind, tokens, changes, space, share, percent, fold, menu);
    for (Label label : List.of(grip, tokens, percent)) {
      label.setMinWidth(USE_PREF_SIZE);
    }
    name.setMinWidth(USE_PREF_SIZE);
    name.setMaxWidth(MOST_NAME);
    changes.setMinWidth(USE_PREF_SIZE);
    widthProperty().addListener((property, was, is) -> fit());
    tokens.fontProperty().addListener((property, was, is) -> fit());
    name.addEventHandler(
        MouseEvent.MOUSE_CLICKED,
        event -> {
          if (event.getClickCount() == 2) {
            rename();
          }
        });
    nameField.setOnAction(event -> commitName());
    nameField.focusedProperty().addListener(
        (property, was, is) -> {
          if (!is) {
            commitName();
          }
        });
    nameField.setOnKeyPressed(
        event -> {
          if (event.getCode() == KeyCode.ESCAPE) {
            nameField.setText(item.segment().get().name());
            owner.focus(item.id());
            event.consume();
          }
        });
    fillMenu();
    new CardDrag(grip, item.id(), owner);
  }

  void show(@Nullable SegmentForecast forecast) {
    fit();
    tokens.setText(
        forecast == null ? "" : String.format(Locale.ROOT, "%,d tok", forecast.tokens()));
    percent.setText(
        forecast == null
            ? ""
            : String.format(Locale.ROOT, "%.0f%%", Math.floor(100 * forecast.hitShare())));
    share.show(forecast == null ? 0 : forecast.hitShare());
    String hits =
        forecast == null
            ? ""
            : String.format(
                Locale.ROOT, "%,d of %,d tokens would hit", forecast.hits(), forecast.tokens());
    percentTip.setText(hits);
    share.setAccessibleText(hits);
  }

  void show(Segment segment, Stability stability) {
    name.setText(SegmentNames.of(segment));
    boolean named = !segment.name().isBlank();
    kind.setText(named ? SegmentNames.of(segment.kind()).toLowerCase(Locale.ROOT) : "");
    changes.pseudoClassStateChanged(VOLATILE, stability.alwaysChanges());
    foldIcon.setIconCode(segment.folded() ? Feather.CHEVRON_RIGHT : Feather.CHEVRON_DOWN);
    fold.setAccessibleText(segment.folded() ? "Unfold segment" : "Fold segment");
    joins.setSelected(segment.joins());
    fit();
  }

  /** Leaves out what there is no room for, rather than cutting everything to dots. */
  private void fit() {
    double wide = getWidth() * FACT_SIZE / tokens.getFont().getSize();
    name.setMinWidth(LEAST_NAME);
    name.setMaxWidth(MOST_NAME * getWidth() / Math.max(1, wide));
    boolean kindShown = !kind.getText().isEmpty() && wide >= ROOM_FOR_KIND;
    Fitting.present(kind, kindShown);
    boolean changesShown =
        wide >= ROOM_FOR_HISTORY || item.stability().get().alwaysChanges();
    String history = item.stability().get().words();
    changes.setText(wide < ROOM_FOR_WORDS && changesShown ? "changes" : history);
    changesTip.setText(history);
    Fitting.present(changes, changesShown);
    double barFrom = changesShown ? ROOM_FOR_BAR_TOO : ROOM_FOR_BAR;
    boolean barShown = item.forecast().get() != null && wide >= barFrom;
    Fitting.present(share, barShown);
  }

  private void rename() {
    nameField.setText(item.segment().get().name());
    nameField.setPromptText(SegmentNames.of(item.segment().get().kind()));
    showNameField(true);
    nameField.requestFocus();
    nameField.selectAll();
  }

  private void commitName() {
    if (!nameField.isVisible()) {
      return;
    }
    showNameField(false);
    String newName = nameField.getText().strip();
    Segment now = item.segment().get();
    if (!newName.equals(now.name())) {
      owner.model().document().change(
          item.id(),
          old ->
              new Segment(
                  old.id(), old.kind(), newName, old.text(), old.joins(), old.folded()));
    }
  }

  private void showNameField(boolean shown) {
    Fitting.present(nameField, shown);
    Fitting.present(name, !shown);
  }

  private void toggleFold() {
    boolean folded = item.segment().get().folded();
    owner.model().document().fold(item.id(), !folded);
  }

  private void fillMenu() {
    Menu kinds = new Menu("Kind");
    for (Segment.Kind each : Segment.Kind.values()) {
      kinds.getItems().add(action(SegmentNames.of(each), () -> setKind(each)));
    }
    Menu below = new Menu("Add below");
    for (Segment.Kind each : Segment.Kind.values()) {
      below.getItems().add(
          action(SegmentNames.of(each), () -> owner.model().add(each, item.id())));
    }
    joins.setOnAction(
        event ->
            owner.model().document().change(
                item.id(),
                old ->
                    new Segment(
                        old.id(), old.kind(), old.name(), old.text(), joins.isSelected(),
                        old.folded())));
    menu.getItems().addAll(
        action("Rename", this::rename),
        kinds,
        joins,
        new SeparatorMenuItem(),
        action("Move up   Alt+↑", () -> owner.move(item.id(), -1)),
        action("Move down   Alt+↓", () -> owner.move(item.id(), 1)),
        below,
        action("Duplicate", () -> owner.model().duplicate(item.id())),
        action("Fold or unfold", this::toggleFold),
        new SeparatorMenuItem(),
        action("Remove", () -> owner.model().document().remove(item.id())));
  }

  private void setKind(Segment.Kind newKind) {
    owner.model().document().change(
        item.id(),
        old ->
            new Segment(
                old.id(), newKind, old.name(), old.text(), old.joins(), old.folded()));
  }

  private static MenuItem action(String title, Runnable run) {
    MenuItem entry = new MenuItem(title);
    entry.setOnAction(event -> run.run());
    return entry;
  }
}
