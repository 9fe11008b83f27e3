package dev.warmpath.app.grammar;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.nio.charset.StandardCharsets;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;

/** A validator written by others, and schemas as clients send them. */
public final class SchemaJudge {
  private static final SchemaRegistry REGISTRY =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

  private final Schema schema;

  public SchemaJudge(String json) {
    schema = REGISTRY.getSchema(JsonMapper.shared().readTree(json));
  }

  /** What is wrong with a document; formats count. */
  public List<Error> problems(String document) {
    return schema.validate(
        JsonMapper.shared().readTree(document),
        context -> context.executionConfig(config -> config.formatAssertionsEnabled(true)));
  }

  /** One schema a line: what zod and pydantic make, and one for every keyword. */
  public static List<String> corpus() throws Exception {
    try (var in = SchemaJudge.class.getResourceAsStream("schemas.jsonl")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines().filter(line -> !line.isBlank()).toList();
    }
  }
}
