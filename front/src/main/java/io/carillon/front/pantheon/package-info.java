/// The dialect of PantheonCloud: `/v1/messages` as its two developer pages show it, the pages
/// "Messaging FAQ" (https://www.bitpanyun.com/developers/messaging-faq.html, the *unified* form)
/// and "SMS & MMS" (https://www.bitpanyun.com/developers/sms-mms.html, the *sms* and *mms* forms).
///
/// Each message answers in the form in which it was sent. It never decides whether a message may be
/// sent, and never stores, retries or bills. What the pages leave open is listed as our choice in
/// `docs/reference/pantheoncloud.md`. Start at `PantheonRoutes`, then `PantheonMapping`.
@NullMarked
package io.carillon.front.pantheon;

import org.jspecify.annotations.NullMarked;
