package dev.warmpath.app.http.openai;

import dev.warmpath.app.http.json.Json;
import dev.warmpath.app.http.serving.Ids;
import dev.warmpath.app.http.serving.ServedModels;
import dev.warmpath.app.http.wire.Exchange;
import dev.warmpath.app.http.wire.Reply;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code GET /v1/models} and {@code GET /v1/models/{id}}. */
public final class ModelList {
  private final ServedModels models;
  private final long created;

  public ModelList(ServedModels models, Ids ids) {
    this.models = models;
    this.created = ids.now();
  }

  public void all(Exchange exchange) {
    List<Object> data = new ArrayList<>();
    models.names().forEach(name -> data.add(model(name)));
    Map<String, Object> list = new LinkedHashMap<>();
    list.put("object", "list");
    list.put("data", data);
    exchange.reply(Reply.json(200, Json.bytes(list)));
  }

  public void one(Exchange exchange, String name) {
    models.require(name);
    exchange.reply(Reply.json(200, Json.bytes(model(name))));
  }

  private Map<String, Object> model(String name) {
    Map<String, Object> model = new LinkedHashMap<>();
    model.put("id", name);
    model.put("object", "model");
    model.put("created", created);
    model.put("owned_by", "warmpath");
    return model;
  }
}
