package io.carillon.front.v2;

import io.carillon.engine.sender.Filing;
import io.carillon.engine.sender.FilingField;
import io.carillon.engine.sender.FilingField.Shape;
import io.carillon.engine.sender.FilingKind;
import io.carillon.engine.sender.FilingState;
import io.carillon.front.json.Fields;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;

/// Reads what a request says of a brand or a campaign; what is wrong with it is gathered in its
/// fields.
record FilingRequest(Fields fields, FilingKind kind) {
  private static final int ID_MAX = 64;

  /// Reads a body whose fields are those of the form and a few more.
  static FilingRequest of(byte[] body, FilingKind kind, Set<String> more) {
    var fields = Fields.readAll(body);
    var known = new ArrayList<>(more);
    kind.form().forEach(field -> known.add(field.word()));
    fields.only(known);
    return new FilingRequest(fields, kind);
  }

  /// What it says, by the words of the form.
  Map<String, String> said() {
    var said = new HashMap<String, String>();
    for (var field : kind.form()) {
      if (fields.has(field.word())) {
        read(field, said);
      }
    }
    return said;
  }

  private void read(FilingField field, Map<String, String> said) {
    var word = field.word();
    switch (field.shape()) {
      case LINE -> fields.text(word).ifPresent(text -> line(field, text, word, said));
      case LINES -> {
        var lines = fields.texts(word, 1, FilingField.LINES_MAX);
        for (int i = 0; i < lines.size(); i++) {
          line(field, lines.get(i), word + "." + i, said);
        }
      }
      case FLAG -> said.put(word, fields.flag(word, false) ? "true" : "");
    }
  }

  private void line(FilingField field, String text, String fact, Map<String, String> said) {
    if (!field.words().isEmpty() && !field.words().contains(text)) {
      fields.wrong(field.word(), "must be of " + String.join(", ", sorted(field.words())));
    } else if (text.length() < field.min() || text.length() > field.max()) {
      fields.wrong(
          field.word(), "must have %d to %d characters".formatted(field.min(), field.max()));
    } else {
      said.put(fact, text);
    }
  }

  private static List<String> sorted(Set<String> words) {
    return words.stream().sorted().toList();
  }

  /// Notes what a filing has to say before it is handed in, and does not.
  void complete(Filing filing) {
    for (var field : kind.form()) {
      boolean there =
          field.shape() == Shape.LINES
              ? !filing.lines(field.word()).isEmpty()
              : filing.line(field.word()).isPresent();
      if (field.required() && !there) {
        fields.require(field.word());
      }
    }
  }

  /// The state that is wanted; the one that it has where none is, or a wrong one.
  FilingState state(FilingState from, Set<FilingState> allowed) {
    var word = fields.text("state");
    var wanted = word.flatMap(FilingState::of);
    if (word.isEmpty() || wanted.filter(from::equals).isPresent()) {
      return from;
    }
    if (wanted.filter(allowed::contains).isEmpty()) {
      var words = allowed.stream().sorted().map(FilingState::word).toList();
      fields.wrong(
          "state",
          words.isEmpty()
              ? "cannot be changed by you while it is " + from.word()
              : "must be %s, since it is %s".formatted(String.join(" or ", words), from.word()));
      return from;
    }
    return wanted.orElse(from);
  }

  /// How a filing stands by what an operator says.
  Filing.Standing decided(Filing.Standing before) {
    fields.require("state");
    var score = fields.whole("score", 0, 100);
    var letter = fields.text("class").orElse(before.serviceClass());
    if (!letter.isEmpty() && !letter.matches("[A-Z]")) {
      fields.wrong("class", "must be a capital letter");
    }
    return new Filing.Standing(
        state(before.state(), Set.of(FilingState.values())),
        fields.text("registry_id", ID_MAX).orElse(before.registryId()),
        fields.text("reason", Filing.REASON_MAX).orElse(""),
        score.isPresent() ? OptionalInt.of((int) score.getAsLong()) : before.score(),
        letter);
  }
}
