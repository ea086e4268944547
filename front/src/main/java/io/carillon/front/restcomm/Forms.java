package io.carillon.front.restcomm;

import io.carillon.front.form.FormFields;
import io.carillon.model.Fault;
import io.carillon.model.Refusal;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// A form that sets facts of a resource: what it names is set, what it names without a value is
/// taken away, what it does not name stays.
final class Forms {
  static final int NAME_MAX = 64;
  private static final int URL_MAX = 2_048;
  private static final int WORD_MAX = 64;

  private final FormFields fields;
  private final Map<String, String> facts;

  /// @param facts as they stand
  Forms(byte[] body, Map<String, String> facts) {
    this.fields = FormFields.read(body);
    this.facts = new HashMap<>(facts);
  }

  /// The fields themselves.
  FormFields fields() {
    return fields;
  }

  /// The facts as they are to stand.
  Map<String, String> facts() {
    return facts;
  }

  /// The first thing that was wrong.
  Optional<Refusal> refusal() {
    return fields.refusal();
  }

  /// A text that must be there, in the words of Restcomm-Connect where it is not.
  String required(String name, String spoken, int charactersMax) {
    var value = fields.filled(name, charactersMax);
    if (fields.filled(name).isEmpty()) {
      fields.wrong(Refusal.of(Fault.FIELD_MISSING, name, spoken + " can not be null."));
    }
    return value.orElse("");
  }

  /// A text of at most 64 characters.
  Forms text(String name, String word) {
    return put(name, word, fields.filled(name, WORD_MAX));
  }

  /// `true` or `false`.
  Forms flag(String name, String word) {
    return fields.filled(name).isEmpty()
        ? put(name, word, Optional.empty())
        : put(name, word, Optional.of(Boolean.toString(fields.flag(name, false))));
  }

  /// `GET` or `POST`.
  Forms method(String name, String word) {
    var value = fields.filled(name, WORD_MAX);
    var byGet = value.flatMap(RestcommMapping::isGet);
    if (value.isPresent() && byGet.isEmpty()) {
      fields.wrong(name, "must be GET or POST");
    }
    return put(name, word, byGet.map(is -> is ? "GET" : "POST"));
  }

  /// An absolute http or https URL.
  ///
  /// @param objections what else stands against it
  Forms url(String name, String word, Function<String, Optional<String>> objections) {
    var value = fields.filled(name, URL_MAX);
    if (value.isPresent() && !value.get().matches("(?i)https?://[^\\s/?#][^\\s]*")) {
      fields.wrong(name, "must be an absolute http or https URL");
    } else {
      value.flatMap(objections).ifPresent(why -> fields.wrong(name, "cannot be used: " + why));
    }
    return put(name, word, value);
  }

  /// Sets or takes away what the form names.
  Forms put(String name, String word, Optional<String> value) {
    if (fields.has(name)) {
      value.ifPresentOrElse(text -> facts.put(word, text), () -> facts.remove(word));
    }
    return this;
  }
}
