package io.carillon.front.restcomm;

import io.carillon.engine.accept.Submission.Ends;
import io.carillon.engine.accept.Submission.Timing;
import io.carillon.engine.accept.Submission.Wishes;
import io.carillon.front.form.FormFields;
import io.carillon.front.form.Plus;
import io.carillon.front.restcomm.Send.Read;
import io.carillon.model.Callback;
import io.carillon.model.Channel;
import io.carillon.model.Content;
import io.carillon.model.Fault;
import io.carillon.model.Priority;
import io.carillon.model.Purpose;
import io.carillon.model.Refusal;
import io.carillon.wire.http.Parameters;
import io.carillon.wire.text.WantedEncoding;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;

/// Reads the form of a send to the SMS resource. Whether numbers, texts and URLs are good for
/// anything is decided by the engine.
final class SmsRequests {
  private static final int URL_MAX = 2_048;
  private static final int WORD_MAX = 32;
  private static final int KEPT_MAX = 4 * 1024;
  private static final int HEADERS_MAX = 20;
  private static final Pattern HEADER_NAME = Pattern.compile("[Xx]-[A-Za-z0-9-]{1,64}");
  private static final Pattern HEADER_VALUE = Pattern.compile("[ -~]{0,1024}");

  private final Parameters parameters;
  private final FormFields fields;

  private SmsRequests(Parameters parameters) {
    this.parameters = parameters;
    this.fields = FormFields.of(parameters);
  }

  /// Reads one body.
  static Read read(byte[] body) {
    var parameters = Parameters.form(body);
    if (parameters.isEmpty()) {
      return new Read.Refused(Refusal.of(Fault.MALFORMED, "", "The body is not a form in UTF-8."));
    }
    var request = new SmsRequests(parameters.get());
    var send = request.send();
    return request
        .fields
        .refusal()
        .<Read>map(Read.Refused::new)
        .orElseGet(() -> new Read.Asked(send));
  }

  private Send send() {
    var from = Plus.mended(required("From"));
    var to = Plus.mended(required("To"));
    var body = required("Body");
    var encoding = word("Encoding", RestcommMapping::encoding, "must be GSM, UCS-2 or UTF-8");
    var byGet = word("StatusCallbackMethod", RestcommMapping::isGet, "must be GET or POST");
    var url = fields.filled("StatusCallback", URL_MAX);
    return new Send(
        Channel.SMS,
        new Ends(from, "", to),
        new Content.Text(body),
        new Wishes(
            encoding.orElse(WantedEncoding.AUTO),
            Purpose.TRANSACTIONAL,
            Priority.NORMAL,
            true,
            Timing.NOW,
            url.map(found -> new Callback(found, RestcommMapping.told()))),
        kept(byGet.orElse(false) && url.isPresent()),
        Set.of());
  }

  /// A sentence as Restcomm-Connect prints it.
  private String required(String name) {
    var value = fields.text(name).filter(found -> !found.isEmpty());
    if (value.isEmpty()) {
      fields.wrong(Refusal.of(Fault.FIELD_MISSING, name, name + " can not be null."));
    }
    return value.orElse("");
  }

  private <T> Optional<T> word(String name, Function<String, Optional<T>> table, String rule) {
    return fields
        .filled(name, WORD_MAX)
        .flatMap(word -> {
          var meaning = table.apply(word);
          if (meaning.isEmpty()) {
            fields.wrong(name, rule);
          }
          return meaning;
        });
  }

  private Kept kept(boolean byGet) {
    var kept = new Kept(byGet, fields.filled("ApiVersion", WORD_MAX).orElse(""), headers());
    if (kept.length() > KEPT_MAX) {
      fields.wrong("X-…", "parameters may have at most " + KEPT_MAX + " bytes, encoded");
      return Kept.NONE;
    }
    return kept;
  }

  private Map<String, String> headers() {
    var headers = new HashMap<String, String>();
    for (var name : parameters.names()) {
      if (Kept.isHeader(name)) {
        headers.put(name, parameters.first(name).orElse(""));
      }
    }
    if (headers.size() > HEADERS_MAX) {
      fields.wrong("X-…", "parameters may be at most " + HEADERS_MAX);
    }
    headers.forEach((name, value) -> {
      if (!HEADER_NAME.matcher(name).matches() || !HEADER_VALUE.matcher(value).matches()) {
        fields.wrong("X-…", "parameters must be headers in printable ASCII");
      }
    });
    return headers;
  }
}
