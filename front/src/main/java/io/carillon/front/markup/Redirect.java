package io.carillon.front.markup;

import java.util.Optional;

/// The verb `<Redirect>`, which the dialects of markup have alike, down to the numbers of what is
/// wrong with it.
public final class Redirect {
  /// A URL that is none, or cannot be asked.
  public static final int URL_INVALID = 11_100;

  private static final int METHOD_INVALID = 13_710;

  private Redirect() {}

  /// Where a document goes on; empty, with a note of why, where the verb says nothing that can be
  /// followed.
  public static Optional<Link> read(Element verb, Link here, Reading.Notes notes) {
    var byGet = Link.byGet(verb.attribute("method"));
    var url = here.resolved(verb.text());
    if (byGet.isEmpty()) {
      notes.wrong(METHOD_INVALID, "the method of <Redirect> must be GET or POST");
    } else if (url.isEmpty()) {
      notes.wrong(URL_INVALID, "the URL of <Redirect> is none");
    }
    return byGet.flatMap(get -> url.map(found -> Link.to(found, get)));
  }
}
