#include "rollout_sheets/call_list.h"

#include "rollout_sheets/parts.h"
#include "theme/icons.h"

#include <QPlainTextEdit>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace slipway::rollout_sheets {

namespace {

constexpr int mostLines = 10;

QString textOf(const QList<operations::ApiCall> &calls)
{
    QStringList lines;
    for (const operations::ApiCall &call : calls) {
        lines.append(call.method + u' ' + call.url);
        for (const auto &[name, value] : call.body)
            lines.append(u"    "_s + name + u": "_s + value);
    }
    return lines.join(u'\n');
}

} // namespace

CallList::CallList(QWidget *parent)
    : QWidget(parent)
    , m_toggle(new QToolButton)
    , m_text(new QPlainTextEdit)
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->setSpacing(6);
    m_toggle->setObjectName(u"callsToggle"_s);
    m_toggle->setCheckable(true);
    m_toggle->setAutoRaise(true);
    m_toggle->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_toggle->setIcon(theme::icon(u"chevron-right"_s));
    m_text->setObjectName(u"calls"_s);
    m_text->setReadOnly(true);
    m_text->setFont(theme::font(theme::FontRole::Mono));
    m_text->setAccessibleName(tr("Exact API calls"));
    m_text->setTabChangesFocus(true);
    m_text->setLineWrapMode(QPlainTextEdit::NoWrap);
    m_text->hide();
    column->addWidget(m_toggle, 0, Qt::AlignLeft);
    column->addWidget(m_text);
    connect(m_toggle, &QToolButton::toggled, this, [this](bool on) {
        m_toggle->setIcon(theme::icon(on ? u"chevron-down"_s : u"chevron-right"_s));
        m_text->setVisible(on);
    });
}

void CallList::setCalls(const QList<operations::ApiCall> &calls)
{
    setVisible(!calls.isEmpty());
    m_toggle->setText(tr("Exact API calls (%1)").arg(calls.size()));
    m_toggle->setAccessibleName(m_toggle->text());
    m_toggle->setToolTip(tr("Shows what providers will be sent (Space)"));
    m_text->setPlainText(textOf(calls));
    const int lines = std::min(mostLines, m_text->blockCount());
    m_text->setFixedHeight((lines + 1) * m_text->fontMetrics().lineSpacing() + 16);
}

} // namespace slipway::rollout_sheets
