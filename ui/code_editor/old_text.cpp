#include "code_editor/old_text.h"

#include "theme/fonts.h"
#include "theme/style.h"
#include "theme/tokens.h"
#include "widgets/plain_words.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>

using namespace Qt::StringLiterals;

namespace slipway::code_editor {

namespace {

constexpr qsizetype mostLines = 16;
constexpr qsizetype longestLine = 200;

QString shown(const QByteArray &text)
{
    QStringList lines = QString::fromUtf8(text).split(u'\n');
    if (lines.size() > 1 && lines.last().isEmpty())
        lines.removeLast();
    const auto rest = lines.size() - mostLines;
    if (rest > 0) {
        lines = lines.first(mostLines);
        lines.append(u"⋯"_s);
    }
    for (QString &line : lines)
        line = line.left(longestLine).remove(u'\r');
    return lines.join(u'\n');
}

} // namespace

OldText::OldText(const QByteArray &text, bool canRestore, QWidget *parent)
    : Popover(parent)
{
    setAttribute(Qt::WA_DeleteOnClose);
    setAccessibleName(tr("What the repository has here"));
    column()->setContentsMargins(10, 8, 10, 8);
    column()->setSpacing(6);
    auto *title = new QLabel(text.isEmpty() ? tr("The repository has nothing here.") : tr("The repository has"), this);
    column()->addWidget(title);
    if (!text.isEmpty()) {
        auto *old = new QLabel(this);
        widgets::showAsWritten(*old);
        old->setText(shown(text));
        old->setFont(theme::font(theme::FontRole::Mono));
        old->setAutoFillBackground(true);
        old->setMargin(6);
        QPalette colours = old->palette();
        colours.setColor(QPalette::Window, theme::tokens(palette()).diffRemoved);
        old->setPalette(colours);
        column()->addWidget(old);
    }
    auto *row = new QHBoxLayout;
    row->addStretch(1);
    auto *restore = new QPushButton(text.isEmpty() ? tr("Remove these lines") : tr("Restore"), this);
    restore->setAccessibleName(restore->text());
    restore->setEnabled(canRestore);
    theme::setCompact(*restore);
    row->addWidget(restore);
    column()->addLayout(row);
    setFocusProxy(restore);
    connect(restore, &QPushButton::clicked, this, [this] {
        close();
        emit restoreAsked();
    });
}

void OldText::openBeside(const QPoint &global)
{
    adjustSize();
    move(global + QPoint(12, 12));
    show();
    setFocus(Qt::PopupFocusReason);
}

} // namespace slipway::code_editor
