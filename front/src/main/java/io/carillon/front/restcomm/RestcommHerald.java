package io.carillon.front.restcomm;

import io.carillon.front.form.FormWriter;
import io.carillon.front.post.Courier;
import io.carillon.model.Message;
import io.carillon.model.Notice;
import io.carillon.model.port.Herald;
import io.carillon.wire.http.Field;
import java.util.ArrayList;
import java.util.List;

/// Tells a change of a message to its status callback: as a form where it was sent as an SMS, as
/// JSON where it was sent by the Messages API; as the query of a GET where the caller wants that.
/// The parameters `X-…` of a send come back as headers.
///
/// Nothing is signed: the pages know no signature.
public final class RestcommHerald implements Herald {
  /// In which what people write can be told.
  public static final List<Shape> SHAPES =
      List.of(
          new Shape("restcomm", Form.SMS.word(), Naming.POSSIBLE),
          new Shape("restcomm-messages", Form.CHANNELS.word(), Naming.POSSIBLE));

  private static final Field FORM =
      new Field("Content-Type", "application/x-www-form-urlencoded; charset=UTF-8");
  private static final Field JSON = new Field("Content-Type", "application/json");

  private final Courier courier;

  public RestcommHerald(Courier courier) {
    this.courier = courier;
  }

  @Override
  public List<Shape> shapes() {
    return SHAPES;
  }

  @Override
  public String dialect() {
    return Form.DIALECT;
  }

  @Override
  public Telling tell(Message message, Notice notice) {
    var kept = Kept.of(message);
    var fields = new ArrayList<Field>();
    kept.headers().forEach((name, value) -> fields.add(new Field(name, value)));
    var words = CallbackWords.of(message, notice.change());
    if (kept.byGet()) {
      return courier.get(asked(notice.destination(), words.form()), fields);
    }
    return switch (Form.of(message)) {
      case SMS -> courier.post(notice.destination(), with(FORM, fields), words.form().bytes());
      case CHANNELS -> courier.post(notice.destination(), with(JSON, fields), words.json());
    };
  }

  private static List<Field> with(Field first, List<Field> fields) {
    var all = new ArrayList<Field>(fields.size() + 1);
    all.add(first);
    all.addAll(fields);
    return all;
  }

  /// A URL with more in its query; what stands behind `#` is not for servers.
  static String asked(String url, FormWriter more) {
    int mark = url.indexOf('#');
    var bare = mark < 0 ? url : url.substring(0, mark);
    return bare + (bare.indexOf('?') < 0 ? '?' : '&') + more.text();
  }
}
