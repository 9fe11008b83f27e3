package dev.warmpath.app.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warmpath.app.http.bench.HttpBench;
import org.junit.jupiter.api.Test;

/** The measurement runs; what it measures is for {@code bench}, not for a test. */
class HttpBenchTest {
  @Test
  void theBenchMeasuresEveryRequest() throws Exception {
    try (TestServer server = TestServer.open(1, 256)) {
      HttpBench.Result result = HttpBench.run(server.model(), HttpBench.Plan.QUICK);
      System.out.println("http bench: " + result);
      assertThat(result.requests()).isEqualTo(50);
      assertThat(server.engine().traces().all()).hasSize(70);
      assertThat(result.requestToEngine()).isPositive();
    }
  }
}
