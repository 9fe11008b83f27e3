package dev.warmpath.engine.local;

import static dev.warmpath.engine.local.TestEngine.request;
import static org.assertj.core.api.Assertions.assertThat;

import dev.warmpath.engine.EngineSettings;
import dev.warmpath.engine.EngineSettings.Mode;
import org.junit.jupiter.api.Test;

class VerificationTest {
  private static final String LONG =
      "What floating point allows, and what it does not. ".repeat(30);

  @Test
  void exactModeIsBitIdenticalToACold() throws Exception {
    try (TestEngine test = TestEngine.plain(2)) {
      Verification.Result result =
          new Verification(test.engine).run(request(LONG, 1), 20, Mode.EXACT);
      int chunks = (LONG.length() - 1) / EngineSettings.EXACT_CHUNK;
      assertThat(result.cold().counts().cached()).isZero();
      assertThat(result.inPlace().trace().counts().inPlace())
          .isEqualTo(chunks * EngineSettings.EXACT_CHUNK);
      assertThat(result.restored().trace().counts().restored())
          .isEqualTo(chunks * EngineSettings.EXACT_CHUNK);
      assertThat(result.inPlace().bitIdentical()).isTrue();
      assertThat(result.restored().bitIdentical()).isTrue();
      assertThat(result.restored().largestLogitDifference()).isZero();
      assertThat(result.passed()).isTrue();
      test.assertNothingLeaks();
    }
  }

  @Test
  void fastModeShowsTheLastBitsItChanges() throws Exception {
    try (TestEngine test = TestEngine.plain(2)) {
      Verification.Result result =
          new Verification(test.engine).run(request(LONG, 1), 20, Mode.FAST);
      assertThat(result.inPlace().trace().counts().inPlace()).isEqualTo(LONG.length() - 1);
      assertThat(result.restored().trace().counts().restored()).isEqualTo(LONG.length() - 1);
      assertThat(result.restored().sameTokens()).isTrue();
      assertThat(result.restored().firstDifference()).isEqualTo(-1);
      assertThat(result.restored().bitIdentical()).isFalse();
      assertThat(result.restored().largestLogitDifference()).isPositive().isLessThan(1);
      assertThat(result.passed()).isTrue();
      test.assertNothingLeaks();
    }
  }
}
