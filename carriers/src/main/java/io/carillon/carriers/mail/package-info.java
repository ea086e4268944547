/// E-mail over a relay of the operator's (SMTP submission, RFC 6409).
///
/// It hands over letters that others wrote, and knows nothing of who asked for them. Start at
/// `SmtpRelay`.
@NullMarked
package io.carillon.carriers.mail;

import org.jspecify.annotations.NullMarked;
