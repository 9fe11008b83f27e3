package dev.warmpath.ui.prompt.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FinderTest {
  @Test
  void findsEveryPlaceWithoutRegardToCase() {
    assertThat(Finder.find("Return a return, RETURN", "return")).containsExactly(0, 9, 17);
  }

  @Test
  void countsOverlappingPlacesOnce() {
    assertThat(Finder.find("aaaaa", "aa")).containsExactly(0, 2);
  }

  @Test
  void findsNothingForAnEmptyWord() {
    assertThat(Finder.find("abc", "")).isEmpty();
  }
}
