package dev.warmpath.ui.prompt;

import dev.warmpath.token.Segment;
import dev.warmpath.ui.canvas.FrameClock;
import dev.warmpath.ui.canvas.Palette;
import dev.warmpath.ui.prompt.edit.EditorLook;
import dev.warmpath.ui.prompt.edit.TokenEditor;
import dev.warmpath.ui.prompt.model.PromptDocument;
import dev.warmpath.ui.prompt.model.PromptRun;
import dev.warmpath.workspace.Workspace;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.collections.ListChangeListener;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/**
 * The prompt editor: segments as cards, the answer, suggestions, the forecast and the buttons. It
 * needs {@code prompt.css} after the theme's colours, and the theme's palette. FX thread.
 */
public final class PromptView extends VBox {
  /** Tokens and numbers, as the design asks. */
  public static final double TEXT_SIZE = 12.5;

  private static final KeyCombination SEND =
      new KeyCodeCombination(KeyCode.ENTER, KeyCombination.SHORTCUT_DOWN);
  private static final KeyCombination FIND =
      new KeyCodeCombination(KeyCode.F, KeyCombination.SHORTCUT_DOWN);
  private static final KeyCombination RENDERED =
      new KeyCodeCombination(KeyCode.R, KeyCombination.ALT_DOWN);
  private static final KeyCombination BOUNDARIES =
      new KeyCodeCombination(KeyCode.B, KeyCombination.ALT_DOWN);
  private static final KeyCombination UNDO =
      new KeyCodeCombination(KeyCode.Z, KeyCombination.SHORTCUT_DOWN);
  private static final KeyCombination REDO =
      new KeyCodeCombination(
          KeyCode.Z, KeyCombination.SHORTCUT_DOWN, KeyCombination.SHIFT_DOWN);

  private final PromptViewModel model;
  private final FrameClock clock;
  private final ScrollColumn column = new ScrollColumn();
  private final SegmentCards cards;
  private final FindBar find;
  private final Label banner = new Label();
  private final FlowPane suggestions = new FlowPane();
  private final VBox empty = new VBox();
  private EditorLook look = EditorLook.of(Palette.DARK, TEXT_SIZE);
  private RenderedCard rendered;
  private @Nullable AnswerCard answer;

  public PromptView(PromptViewModel model, FrameClock clock) {
    this.model = model;
    this.clock = clock;
    cards = new SegmentCards(model, clock, column, () -> look, this::find);
    find = new FindBar(this::searched);
    rendered = new RenderedCard(model, context());
    getStyleClass().add("prompt-view");
    setVgrow(column, Priority.ALWAYS);
    suggestions.getStyleClass().add("suggestions");
    buildEmpty();
    getChildren().addAll(
        new PromptBar(model, find::open), find, bannerBox(), column, new PromptFoot(model));
    addEventFilter(KeyEvent.KEY_PRESSED, this::keys);
    model.document().segments().addListener(
        (ListChangeListener<Object>) change -> showCards());
    model.document().place().addListener((property, was, is) -> go(is));
    model.run().addListener((property, was, is) -> showAnswer(is));
    model.running().addListener((property, was, is) -> find.textChanged());
    model.rendered().addListener((property, was, is) -> showCards());
    model.boundaries().addListener(
        (property, was, is) -> setLook(look.withBoundaries(model.boundaries().get())));
    model.forecast().addListener(
        (property, was, is) -> {
          if (model.rendered().get()) {
            rendered.show(is);
            find.textChanged();
          }
        });
    model.workspace().addListener((property, was, is) -> workspaceChanged(was, is));
    showCards();
  }

  /** Shows the colours of a theme. */
  public void setPalette(Palette palette) {
    setLook(look.with(palette));
  }

  /** True: nothing here moves by itself. */
  public void setStill(boolean still) {
    setLook(look.withStill(still));
  }

  /** Shows text at another size in pixels; the cards are built anew. */
  public void setTextSize(double size) {
    Optional<PromptDocument.Place> caret = cards.focused().map(SegmentCard::caret);
    look = look.withSize(size);
    cards.dispose();
    rendered.editor().dispose();
    rendered = new RenderedCard(model, context());
    makeAnswer(model.run().get());
    caret.ifPresent(cards::putCaret);
  }

  /** Puts a strip between the segments and the buttons. */
  public void showAboveFoot(Region strip) {
    getChildren().add(getChildren().size() - 1, strip);
  }

  /** Opens the find bar. */
  public void find() {
    find.open();
  }

  /** The text control of a segment, for tests and measurements. */
  public TokenEditor editor(String segment) {
    return cards.find(segment).orElseThrow().editor();
  }

  private List<FindBar.Searched> searched() {
    List<FindBar.Searched> texts = new ArrayList<>();
    if (model.rendered().get()) {
      texts.add(new FindBar.Searched(rendered.editor(), () -> { }));
    } else {
      cards.all().forEach(
          card -> texts.add(new FindBar.Searched(card.editor(), card::unfold)));
    }
    if (answer != null) {
      texts.add(new FindBar.Searched(answer.editor(), () -> { }));
    }
    return texts;
  }

  private CardContext context() {
    return new CardContext(column, clock, look, this::find);
  }

  private void setLook(EditorLook newLook) {
    look = newLook;
    cards.forEditors(editor -> editor.setLook(look));
    rendered.editor().setLook(look);
    if (answer != null) {
      answer.editor().setLook(look);
    }
  }

  private void showCards() {
    List<Region> shown = new ArrayList<>();
    if (model.rendered().get()) {
      rendered.show(model.forecast().get());
      shown.add(rendered);
    } else {
      shown.addAll(cards.update());
    }
    if (model.document().segments().isEmpty()) {
      shown.clear();
      shown.add(empty);
    }
    if (answer != null) {
      shown.add(answer);
    }
    if (!model.workspace().get().suggestions().isEmpty() && !model.rendered().get()) {
      fillSuggestions(model.workspace().get().suggestions());
      shown.add(suggestions);
    }
    column.show(shown);
    find.textChanged();
  }

  private void workspaceChanged(Workspace was, Workspace is) {
    if (!was.suggestions().equals(is.suggestions())) {
      showCards();
    }
    find.textChanged();
  }

  private void makeAnswer(@Nullable PromptRun run) {
    if (answer != null) {
      answer.dispose();
    }
    answer = run == null ? null : new AnswerCard(run, model, context());
    showCards();
  }

  private void showAnswer(@Nullable PromptRun run) {
    makeAnswer(run);
    if (answer != null) {
      AnswerCard shown = answer;
      column.layout();
      column.reveal(shown, 0, Math.max(60, shown.getHeight()));
    }
  }

  private void go(PromptDocument.@Nullable Place place) {
    if (place != null) {
      model.rendered().set(false);
      cards.go(place);
      model.document().place().set(null);
    }
  }

  private void fillSuggestions(List<String> questions) {
    suggestions.getChildren().clear();
    for (String question : questions) {
      Button chip = new Button(question);
      chip.getStyleClass().add("suggestion");
      chip.setOnAction(event -> model.suggest(question));
      suggestions.getChildren().add(chip);
    }
  }

  private void buildEmpty() {
    empty.getStyleClass().add("prompt-empty");
    empty.setAlignment(Pos.CENTER);
    Label title = new Label("No segments yet");
    title.getStyleClass().add("empty-title");
    Label words =
        new Label("A prompt is a stack of segments. What stays the same belongs on top.");
    words.setWrapText(true);
    words.getStyleClass().add("empty-words");
    Button add = new Button("Start with a system and a user segment");
    add.getStyleClass().add("accent");
    add.setOnAction(
        event -> {
          model.add(Segment.Kind.SYSTEM, "");
          model.add(Segment.Kind.USER, "");
          cards.focus(model.document().segments().getFirst().id());
        });
    empty.getChildren().addAll(title, words, add);
  }

  private HBox bannerBox() {
    Button close = new Button("Dismiss");
    close.getStyleClass().addAll("flat", "small");
    close.setMinWidth(USE_PREF_SIZE);
    close.setOnAction(event -> model.dismissBanner());
    banner.setWrapText(true);
    banner.setMinHeight(USE_PREF_SIZE);
    HBox.setHgrow(banner, Priority.ALWAYS);
    banner.setMaxWidth(Double.MAX_VALUE);
    HBox box = new HBox(banner, close);
    box.setAlignment(Pos.CENTER_LEFT);
    box.getStyleClass().add("prompt-banner");
    banner.textProperty().bind(model.banner());
    box.visibleProperty().bind(model.banner().isNotEmpty());
    box.managedProperty().bind(box.visibleProperty());
    return box;
  }

  private void keys(KeyEvent event) {
    if (SEND.match(event)) {
      model.send(false);
    } else if (FIND.match(event)) {
      find.open();
    } else if (RENDERED.match(event)) {
      model.rendered().set(!model.rendered().get());
    } else if (BOUNDARIES.match(event)) {
      model.boundaries().set(!model.boundaries().get());
    } else if (event.getCode() == KeyCode.F3) {
      find.step(event.isShiftDown() ? -1 : 1);
    } else if (event.getCode() == KeyCode.ESCAPE && model.running().get()) {
      model.cancel();
    } else if (UNDO.match(event) && !inTextField(event)) {
      model.document().undo();
    } else if (REDO.match(event) && !inTextField(event)) {
      model.document().redo();
    } else {
      return;
    }
    event.consume();
  }

  private static boolean inTextField(KeyEvent event) {
    return event.getTarget() instanceof TextInputControl;
  }
}
