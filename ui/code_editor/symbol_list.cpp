#include "code_editor/symbol_list.h"

#include "theme/icons.h"

#include <QCoreApplication>
#include <QKeyEvent>
#include <QLineEdit>
#include <QListWidget>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace slipway::code_editor {

namespace {

constexpr QSize listSize{420, 300};

QString iconOf(Symbol::Kind kind)
{
    switch (kind) {
    case Symbol::Kind::Trigger: return u"node-trigger-push"_s;
    case Symbol::Kind::Job: return u"node-job"_s;
    case Symbol::Kind::Step: return u"node-step-run"_s;
    case Symbol::Kind::Key: break;
    }
    return u"chevron-right"_s;
}

bool holdsAll(const QString &text, const QStringList &words)
{
    return std::ranges::all_of(words, [&](const QString &word) { return text.contains(word, Qt::CaseInsensitive); });
}

} // namespace

SymbolList::SymbolList(std::vector<Symbol> symbols, QWidget *parent)
    : Popover(parent)
    , m_symbols(std::move(symbols))
    , m_words(new QLineEdit(this))
    , m_list(new QListWidget(this))
{
    setAttribute(Qt::WA_DeleteOnClose);
    setAccessibleName(tr("Go to symbol"));
    m_words->setPlaceholderText(tr("Job, step or key"));
    m_words->setAccessibleName(tr("Job, step or key"));
    m_list->setAccessibleName(tr("Jobs, steps and keys"));
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setFocusPolicy(Qt::NoFocus);
    m_list->setUniformItemSizes(true);
    m_list->setTextElideMode(Qt::ElideRight);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    column()->setContentsMargins(8, 8, 8, 8);
    column()->setSpacing(6);
    column()->addWidget(m_words);
    column()->addWidget(m_list, 1);
    m_words->installEventFilter(this);
    connect(m_words, &QLineEdit::textChanged, this, &SymbolList::filter);
    connect(m_list, &QListWidget::itemClicked, this, &SymbolList::choose);
    setFocusProxy(m_words);
    resize(listSize);
    filter({});
}

void SymbolList::openOver(const QWidget &area)
{
    const int left = std::max(0, (area.width() - width()) / 2);
    move(area.mapToGlobal(QPoint(left, 8)));
    show();
    m_words->setFocus(Qt::PopupFocusReason);
}

void SymbolList::filter(const QString &words)
{
    const QStringList parts = words.split(u' ', Qt::SkipEmptyParts);
    m_list->clear();
    for (int i = 0; i < static_cast<int>(m_symbols.size()); ++i) {
        const Symbol &symbol = m_symbols[static_cast<size_t>(i)];
        const QString text = symbol.detail.isEmpty() ? symbol.name : symbol.name + u"  ·  "_s + symbol.detail;
        if (!holdsAll(text, parts))
            continue;
        auto *item = new QListWidgetItem(theme::icon(iconOf(symbol.kind)), text, m_list);
        item->setData(Qt::UserRole, i);
    }
    m_list->setCurrentRow(0);
}

void SymbolList::choose()
{
    const QListWidgetItem *item = m_list->currentItem();
    if (!item)
        return;
    const yaml::Range range = m_symbols[static_cast<size_t>(item->data(Qt::UserRole).toInt())].range;
    close();
    emit chosen(range);
}

bool SymbolList::eventFilter(QObject *, QEvent *event)
{
    if (event->type() != QEvent::KeyPress)
        return false;
    switch (static_cast<QKeyEvent *>(event)->key()) {
    case Qt::Key_Up:
    case Qt::Key_Down:
    case Qt::Key_PageUp:
    case Qt::Key_PageDown: QCoreApplication::sendEvent(m_list, event); return true;
    case Qt::Key_Return:
    case Qt::Key_Enter: choose(); return true;
    default: return false;
    }
}

} // namespace slipway::code_editor
