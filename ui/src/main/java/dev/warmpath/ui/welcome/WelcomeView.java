package dev.warmpath.ui.welcome;

import dev.warmpath.ui.canvas.Figures;
import dev.warmpath.ui.document.DocumentViewModel;
import dev.warmpath.ui.look.Meter;
import dev.warmpath.ui.look.Parts;
import dev.warmpath.ui.models.LoadProgress;
import dev.warmpath.ui.models.ModelsViewModel;
import dev.warmpath.ui.ports.EndpointControl;
import javafx.beans.value.ObservableValue;
import javafx.collections.ListChangeListener;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.TilePane;
import javafx.scene.layout.VBox;

/** First run and every empty start: samples, other ways to begin, the model. FX thread. */
public final class WelcomeView extends ScrollPane {
  private static final double GAP = 12;
  private static final double WIDTH = 1080;

  /** Padding of a card, left and right, top and bottom: the style sheet's. */
  private static final double SIDES = 34;
  private static final double ENDS = 30;

  /** Three cards side by side need this much; two otherwise. */
  private static final double THREE_FROM = 780;

  private final WelcomeViewModel welcome;
  private final DocumentViewModel document;
  private final TilePane cards = new TilePane(GAP, GAP);
  private final Label address = Parts.label("", "wp-mono", "wp-secondary");
  private final Label invitation = Parts.label("or point any OpenAI client at", "wp-secondary");

  /**
   * @param paste imports what is on the clipboard
   */
  public WelcomeView(
      WelcomeViewModel welcome, DocumentViewModel document, ModelsViewModel models,
      ObservableValue<EndpointControl.State> endpoint, Runnable paste) {
    this.welcome = welcome;
    this.document = document;
    getStyleClass().add("wp-scroll");
    setId("welcome");
    setFitToWidth(true);
    setFitToHeight(true);
    setHbarPolicy(ScrollBarPolicy.NEVER);
    LoadProgress model = new LoadProgress(models);
    model.getChildren()
        .add(fixed(Parts.button("Choose another model…", models::browse, "wp-button")));
    model.getStyleClass().add("wp-card");
    cards.setPrefColumns(3);
    cards.widthProperty().addListener((p, old, now) -> fit(now.doubleValue()));
    fit(WIDTH);
    VBox column =
        new VBox(
            20,
            new VBox(
                8,
                Parts.label("Keep the prefix warm.", "wp-headline"),
                Parts.paragraph(
                    "See which tokens of your prompt hit the KV cache, why the rest missed, and"
                        + " fix it before you pay for it.",
                    "wp-lead")),
            cards, ways(paste), model);
    column.setMaxSize(WIDTH, Region.USE_PREF_SIZE);
    column.setPrefWidth(WIDTH);
    StackPane centre = new StackPane(column);
    centre.getStyleClass().add("wp-welcome-centre");
    setContent(centre);
    ListChangeListener<WelcomeViewModel.Card> changed = change -> fill();
    welcome.cards().addListener(changed);
    fill();
    endpoint.addListener((p, old, now) -> show(now));
    show(endpoint.getValue());
  }

  private HBox ways(Runnable paste) {
    Button sample = fixed(Parts.button("Open a sample", this::openFirst, "wp-primary"));
    sample.setId("open-sample");
    HBox ways =
        new HBox(
            8,
            sample,
            fixed(Parts.button("New prompt", document::create, "wp-button")),
            fixed(Parts.button("Open file…", document::chooseAndOpen, "wp-button")),
            fixed(Parts.button("Paste a request", paste, "wp-button")),
            Parts.spring(),
            invitation,
            address);
    ways.setAlignment(Pos.CENTER_LEFT);
    return ways;
  }

  private void fit(double width) {
    int columns = width >= THREE_FROM ? 3 : 2;
    cards.setPrefTileWidth(Math.floor((width - (columns - 1) * GAP) / columns));
  }

  private void openFirst() {
    if (!welcome.cards().isEmpty()) {
      document.openSample(welcome.cards().getFirst().sample());
    }
  }

  private void show(EndpointControl.State state) {
    address.setText(state.address());
    address.setVisible(state.running());
    invitation.setVisible(state.running());
  }

  private void fill() {
    cards.getChildren().setAll(welcome.cards().stream().map(this::card).toList());
  }

  private Node card(WelcomeViewModel.Card card) {
    Label name = Parts.label(card.sample().workspace().name(), "wp-strong");
    name.setMinWidth(0);
    HBox.setHgrow(name, Priority.ALWAYS);
    name.setMaxWidth(Double.MAX_VALUE);
    HBox head = new HBox(8, name);
    head.setAlignment(Pos.BASELINE_LEFT);
    Label about = Parts.paragraph(card.sample().workspace().about(), "wp-secondary");
    VBox.setVgrow(about, Priority.ALWAYS);
    about.setMinHeight(0);
    about.setMaxHeight(Double.MAX_VALUE);
    about.setAlignment(Pos.TOP_LEFT);
    VBox face = new VBox(6, head, about);
    Button button = new Button("", face);
    button.getStyleClass().addAll("wp-card", "wp-sample");
    String spoken = card.sample().workspace().name();
    Reuse reuse = card.reuse();
    if (reuse != null) {
      Label count = Parts.label(Figures.count(reuse.tokens()) + " tok", "wp-mono", "wp-secondary");
      count.setMinWidth(Region.USE_PREF_SIZE);
      head.getChildren().add(count);
      Meter meter = new Meter();
      meter.share().set(reuse.share());
      face.getChildren().add(meter);
      String words =
          Figures.count(reuse.reusable()) + " of " + Figures.count(reuse.tokens())
              + " tokens stay warm when the next question comes";
      button.setTooltip(new Tooltip(words));
      spoken += ". " + words;
    }
    button.setId("sample-" + welcome.cards().indexOf(card));
    button.setAccessibleText(spoken);
    // The face fills the card, whatever size the card was given.
    face.setMinSize(0, 0);
    face.prefWidthProperty().bind(button.widthProperty().subtract(SIDES));
    face.prefHeightProperty().bind(button.heightProperty().subtract(ENDS));
    button.setMaxWidth(Double.MAX_VALUE);
    button.setOnAction(event -> document.openSample(card.sample()));
    return button;
  }

  private static Button fixed(Button button) {
    button.setMinWidth(USE_PREF_SIZE);
    return button;
  }
}
