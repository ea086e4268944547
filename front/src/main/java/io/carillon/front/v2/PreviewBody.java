package io.carillon.front.v2;

import io.carillon.engine.accept.Preview;
import io.carillon.front.json.JsonWriter;
import io.carillon.model.Content;
import io.carillon.wire.text.Language;
import java.util.Locale;
import java.util.Optional;

/// What a send would come to, as JSON.
final class PreviewBody {
  private PreviewBody() {}

  static byte[] of(Preview.Passed preview, Replacements replaced) {
    var message = preview.message();
    var json = new JsonWriter().object().text("object", "preview");
    json.flag("live", message.origin().place().live());
    json.text("channel", message.parties().channel().word());
    json.text("from", message.parties().from().value());
    json.text("to", message.parties().to().value());
    json.textOrNull("country", message.state().facts().country());
    V2Contents.write(json, message.content());
    replaced.write(json);
    json.textOrNull("encoding", V2Mapping.word(message.bill().encoding()));
    var shifts = preview.text().map(Preview.Text::shifts);
    json.textOrNull("locking_shift", word(shifts.flatMap(tables -> tables.locking())));
    json.textOrNull("single_shift", word(shifts.flatMap(tables -> tables.single())));
    json.number("segments", message.bill().segments());
    parts(json, message.content(), preview.text());
    new MessageBody(json).price("price", Optional.of(message.bill().price()));
    json.textOrNull("carrier", preview.carrier().orElse(""));
    json.textOrNull("route", preview.route());
    return json.end().bytes();
  }

  private static String word(Optional<Language> language) {
    return language.map(one -> one.name().toLowerCase(Locale.ROOT)).orElse("");
  }

  /// Characters are those that people count: code points.
  private static void parts(JsonWriter json, Content content, Optional<Preview.Text> text) {
    var words = content.words();
    if (text.isEmpty()) {
      json.none("characters").none("units").array("parts").endArray();
      return;
    }
    json.number("characters", words.codePointCount(0, words.length()));
    json.number("units", text.get().units());
    json.array("parts");
    for (var cut : text.get().cuts()) {
      json.object().number("characters", words.codePointCount(cut.from(), cut.to()));
      json.number("units", cut.units()).end();
    }
    json.endArray();
  }
}
