#pragma once

#include "approvals/review.h"
#include "base/status.h"
#include "theme/fonts.h"
#include "widgets/environment_badge.h"

#include <QPalette>

class QLabel;

namespace slipway::approvals_page {

/// A text of others or ours, as written; wraps.
QLabel *wordsLabel(const QString &text, theme::FontRole role = theme::FontRole::Body,
                   QPalette::ColorRole colour = QPalette::WindowText);
base::Status statusOf(operations::Guard::Level level);
/// "Waits for you, 6 min"; "Waits for others, 6 min"; what became of it.
QString stateWords(const approvals::Review &review, const QDateTime &now);
QString waitsWords(const approvals::Waiting &what, const QDateTime &now);
widgets::Environment badgeOf(const QString &environment);
/// The version, or the commit where nobody names a version.
QString nameOf(const releases::Release &release);

} // namespace slipway::approvals_page
