package io.carillon.front.markup;

/// Why a document could not be had, or not be understood. Each dialect has its own number for each.
public enum Trouble {
  /// The URL may not be called.
  REFUSED,
  /// Its name has no address.
  NAME,
  /// No answer came, or none in time.
  UNREACHABLE,
  /// The certificate is of another host.
  CERTIFICATE_NAME,
  /// The certificate expired, or is not valid yet.
  CERTIFICATE_DATE,
  /// Nobody trusted vouches for the certificate.
  CERTIFICATE_TRUST,
  /// There was no secure connection for any other reason.
  INSECURE,
  /// The connection broke, or what came was not HTTP.
  BROKEN,
  /// The answer was no success.
  STATUS,
  /// The document is over 64 KiB.
  TOO_LARGE,
  /// Neither markup nor plain text.
  CONTENT_TYPE,
  /// Not well-formed.
  UNPARSABLE,
  /// Well-formed, but no `<Response>`.
  NO_RESPONSE,
  /// Redirects without end.
  REDIRECTS,
  /// The time for all documents was up.
  TIME
}
