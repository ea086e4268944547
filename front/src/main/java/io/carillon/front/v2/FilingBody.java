package io.carillon.front.v2;

import io.carillon.engine.comply.cap.Caps;
import io.carillon.engine.sender.Filing;
import io.carillon.engine.sender.FilingField;
import io.carillon.engine.sender.FilingKind;
import io.carillon.front.json.JsonWriter;
import io.carillon.front.v2.V2Replies.Listing;
import io.carillon.model.Id;
import java.util.List;

/// Writes brands and campaigns: what they say, and how they stand.
record FilingBody(JsonWriter json) {
  /// The name of a filing.
  static String name(Filing filing) {
    return name(filing.kind(), filing.id());
  }

  static String name(FilingKind kind, Id id) {
    return switch (kind) {
      case BRAND -> "brd_" + id.uuid();
      case CAMPAIGN -> "cmp_" + id.uuid();
    };
  }

  static byte[] of(Filing filing) {
    var json = new JsonWriter();
    new FilingBody(json).write(filing);
    return json.bytes();
  }

  /// A campaign with what carriers take of it, and how much of that is used.
  static byte[] of(Filing campaign, List<Caps.Standing> caps) {
    var json = new JsonWriter();
    var body = new FilingBody(json);
    body.open(campaign);
    json.array("caps");
    caps.forEach(body::cap);
    json.endArray().end();
    return json.bytes();
  }

  private void cap(Caps.Standing standing) {
    var cap = standing.cap();
    json.object().text("carrier", cap.carrier()).text("scope", cap.scope().word());
    json.text("window", cap.window().word());
    cap.parts().ifPresentOrElse(parts -> json.number("allowed", parts), () -> json.none("allowed"));
    standing.used().ifPresentOrElse(used -> json.number("used", used), () -> json.none("used"));
    standing.until().ifPresentOrElse(at -> json.moment("until", at), () -> json.none("until"));
    json.end();
  }

  static byte[] of(Listing<Filing> page) {
    var json = new JsonWriter();
    return V2Replies.list(json, page, new FilingBody(json)::write);
  }

  private void write(Filing filing) {
    open(filing);
    json.end();
  }

  private void open(Filing filing) {
    json.object().text("id", name(filing)).text("object", filing.kind().word());
    filing.brand().ifPresent(brand -> json.text("brand", name(FilingKind.BRAND, brand)));
    filing.kind().form().forEach(field -> field(filing, field));
    var standing = filing.standing();
    json.text("state", standing.state().word()).textOrNull("registry_id", standing.registryId());
    json.textOrNull("reason", standing.reason());
    switch (filing.kind()) {
      case BRAND ->
          standing
              .score()
              .ifPresentOrElse(score -> json.number("score", score), () -> json.none("score"));
      case CAMPAIGN -> json.textOrNull("class", standing.serviceClass());
    }
    json.moment("created", filing.resource().created());
    json.moment("updated", filing.resource().updated());
  }

  private void field(Filing filing, FilingField field) {
    var word = field.word();
    switch (field.shape()) {
      case LINE -> json.textOrNull(word, filing.line(word).orElse(""));
      case LINES -> json.texts(word, filing.lines(word));
      case FLAG -> json.flag(word, filing.line(word).isPresent());
    }
  }
}
