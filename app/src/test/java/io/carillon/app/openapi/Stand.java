package io.carillon.app.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import io.carillon.app.Rig;
import io.carillon.app.SharedRig;
import io.carillon.front.openapi.Descriptions;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// A running server with what is needed to try it: its documents, a line to it, an ear for what it
/// posts.
final class Stand implements AutoCloseable {
  private static final String ONLY = System.getProperty("carillon.dialect", "");

  /// The balance is low from the start, so that something has happened to the account; and somebody
  /// wrote to it, so that there is a conversation.
  private static final String SETTINGS =
      SharedRig.QUICK
          + "\npolicies: {balance: {low_below: 999999999999}, search: {bodies: \"on\"}}";

  private final Rig rig;
  private final Line line;
  private final Ear ear;

  private Stand(Rig rig) throws IOException {
    this.rig = rig;
    line = new Line(rig.port());
    ear = new Ear();
  }

  static Stand open(Path folder) throws Exception {
    Files.createDirectories(folder);
    var stand = new Stand(Rig.open(folder, SETTINGS));
    var words = "{\"to\": \"+14155552671\", \"text\": \"Is anybody there?\"}";
    var octets = words.getBytes(StandardCharsets.UTF_8);
    var key = List.of("Authorization: Bearer " + Rig.KEY);
    stand.line.send(new Draft("POST", "/sandbox/handsets/+14155559002/messages", key, octets));
    return stand;
  }

  Rig rig() {
    return rig;
  }

  Line line() {
    return line;
  }

  Ear ear() {
    return ear;
  }

  /// Whoever plays examples here.
  Player player() {
    return new Player(line, ear.url());
  }

  /// All dialects in one document, as it is served.
  Document served() throws IOException {
    return new Document("", read("/openapi.json"));
  }

  /// All dialects in one document, its examples with their gaps: each request fills them anew.
  Document all() throws IOException {
    return new Document("", new Descriptions(List.copyOf(dialects())).merged());
  }

  /// The operations that are to be tried: all, or those of the dialect that the system property
  /// names.
  List<Operation> operations() throws IOException {
    return all().operations().stream()
        .filter(operation -> ONLY.isEmpty() || ONLY.equals(operation.dialect()))
        .toList();
  }

  /// The names of all dialects.
  Set<String> dialects() throws IOException {
    var names = new LinkedHashSet<String>();
    served().operations().forEach(operation -> names.add(operation.dialect()));
    return names;
  }

  /// The document of each dialect, as it is served.
  List<Document> documents() throws IOException {
    var documents = new ArrayList<Document>();
    for (var name : dialects()) {
      documents.add(new Document(name, read("/openapi/" + name + ".json")));
    }
    return documents;
  }

  private JsonNode read(String path) throws IOException {
    var answer = line.send(new Draft("GET", path, List.of(), new byte[0]));
    if (answer.status() != 200) {
      throw new AssertionError(path + " answers " + answer.status() + ": " + answer.text());
    }
    return Judge.JSON.readTree(answer.body());
  }

  @Override
  public void close() throws IOException {
    line.close();
    rig.close();
    ear.close();
  }
}
