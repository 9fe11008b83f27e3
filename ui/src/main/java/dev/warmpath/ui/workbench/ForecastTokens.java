package dev.warmpath.ui.workbench;

import dev.warmpath.token.Tokenizer;
import dev.warmpath.ui.canvas.RunText;
import dev.warmpath.ui.inspect.InspectedToken;
import dev.warmpath.ui.prompt.model.Forecast;
import dev.warmpath.ui.prompt.model.TokenFacts;
import dev.warmpath.ui.prompt.text.TokenState;
import java.util.function.IntFunction;
import javafx.beans.value.ObservableValue;
import org.jspecify.annotations.Nullable;

/** The tokens of the newest forecast, for the inspector. FX thread. */
final class ForecastTokens implements IntFunction<@Nullable InspectedToken> {
  private final ObservableValue<@Nullable Forecast> forecast;

  ForecastTokens(ObservableValue<@Nullable Forecast> forecast) {
    this.forecast = forecast;
  }

  /** Null when the prompt has no such token any more. */
  @Override
  public @Nullable InspectedToken apply(int index) {
    Forecast now = forecast.getValue();
    if (now == null || index < 0 || index >= now.tokens().size()) {
      return null;
    }
    Tokenizer tokenizer = now.prepared().model().engine().tokenizer();
    int id = now.tokens().id(index);
    TokenState state = now.stateOf(index);
    RunText.Style style =
        switch (state) {
          case IN_PLACE, RESTORED -> RunText.Style.WARM;
          case COLD -> RunText.Style.COLD;
          case LOST -> RunText.Style.LOST;
        };
    String words = TokenFacts.of(now, index).state();
    return new InspectedToken(index, id, tokenizer.name(id), tokenizer.piece(id), words, style);
  }
}
