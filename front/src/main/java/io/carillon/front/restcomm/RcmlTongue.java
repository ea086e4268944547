package io.carillon.front.restcomm;

import io.carillon.front.form.FormWriter;
import io.carillon.front.markup.Element;
import io.carillon.front.markup.Link;
import io.carillon.front.markup.Reading;
import io.carillon.front.markup.Tongue;
import io.carillon.front.markup.Trouble;
import io.carillon.front.markup.Walk;
import io.carillon.front.post.Brought;
import io.carillon.front.post.Courier;
import io.carillon.model.port.Herald.Finding;
import io.carillon.wire.http.Field;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// Tells what a person wrote in the words of either resource, and reads the answer as RCML. The
/// documents that an answer leads to are asked for in the same way.
record RcmlTongue(Courier courier, Form form, CallbackWords words, Rcml rcml) implements Tongue {
  private static final Field FORM =
      new Field("Content-Type", "application/x-www-form-urlencoded; charset=UTF-8");
  private static final Field JSON = new Field("Content-Type", "application/json");

  /// RFC 9110 §15.5.9, for want of an answer.
  private static final int NO_ANSWER = 408;

  @Override
  public Brought bring(Link link, Duration atMost) {
    if (link.byGet()) {
      var url = RestcommHerald.asked(link.url(), form(link));
      return courier.askByGet(url, List.of(), atMost, Walk.DOCUMENT_MAX);
    }
    return switch (form) {
      case SMS -> post(link, FORM, form(link).bytes(), atMost);
      case CHANNELS -> post(link, JSON, words.with(link.more()).json(), atMost);
    };
  }

  private FormWriter form(Link link) {
    return words.with(link.more()).form();
  }

  private Brought post(Link link, Field type, byte[] body, Duration atMost) {
    var url = link.url().replaceFirst("#.*", "");
    return courier.askByPost(url, List.of(type), body, atMost, Walk.DOCUMENT_MAX);
  }

  @Override
  public Reading read(Element response, Link from) {
    return rcml.read(response, from);
  }

  /// Only markup is read (Restcomm-Connect).
  @Override
  public Reading read(String text, Link from) {
    var finding = new Finding(Integer.toString(Rcml.CONTENT_TYPE), "a plain text is not read");
    return new Reading(List.of(), List.of(), List.of(finding), Optional.empty());
  }

  /// The fallback is asked where the URL fails, not where its answer cannot be read.
  @Override
  public boolean fallsBack(Trouble trouble) {
    return switch (trouble) {
      case REFUSED,
          NAME,
          UNREACHABLE,
          CERTIFICATE_NAME,
          CERTIFICATE_DATE,
          CERTIFICATE_TRUST,
          INSECURE,
          BROKEN,
          STATUS ->
          true;
      case TOO_LARGE, CONTENT_TYPE, UNPARSABLE, NO_RESPONSE, REDIRECTS, TIME -> false;
    };
  }

  @Override
  public int code(Trouble trouble, int status) { // table
    return switch (trouble) {
      case REFUSED, REDIRECTS -> Rcml.URL_INVALID;
      case NAME,
          UNREACHABLE,
          CERTIFICATE_NAME,
          CERTIFICATE_DATE,
          CERTIFICATE_TRUST,
          INSECURE,
          BROKEN,
          TIME ->
          NO_ANSWER;
      case STATUS -> status;
      case CONTENT_TYPE -> Rcml.CONTENT_TYPE;
      case TOO_LARGE, UNPARSABLE, NO_RESPONSE -> Rcml.UNPARSABLE;
    };
  }
}
