/// The dialect of IntelePeer's Atmosphere Messaging API: `/_rest/v4` as its pages "Sending SMS
/// Messages", "Checking Message Status", "MMS", "Delivery Receipts" and "API Authentication" tell
/// it, and the older paths under `/sms`.
///
/// It never decides whether a message may be sent, and never stores, retries or bills. What the
/// pages leave open is listed as our choice in `docs/reference/intelepeer.md`. Start at
/// `IntelePeerRoutes`, then `IntelePeerMapping`.
@NullMarked
package io.carillon.front.intelepeer;

import org.jspecify.annotations.NullMarked;
