#include "inspector/fields/expression_aid.h"

#include <QAbstractItemView>
#include <QCompleter>
#include <QKeyEvent>
#include <QLineEdit>
#include <QStandardItemModel>

using namespace Qt::StringLiterals;

namespace slipway::inspector {

namespace {

constexpr std::size_t mostOffered = 60;
constexpr int widest = 340;

bool isWordEnd(const QString &text)
{
    return !text.isEmpty()
        && (text.back().isLetterOrNumber() || text.endsWith(u'.') || text.endsWith(u'_') || text.endsWith(u'-'));
}

} // namespace

ExpressionAid::ExpressionAid(Desk &desk, QLineEdit &line, std::function<yaml::Path()> path)
    : QObject(&line)
    , m_desk(desk)
    , m_line(line)
    , m_path(std::move(path))
    , m_model(new QStandardItemModel(this))
    , m_completer(new QCompleter(m_model, this))
{
    m_completer->setWidget(&line);
    m_completer->setCompletionMode(QCompleter::UnfilteredPopupCompletion);
    m_completer->popup()->setAccessibleName(tr("Completions"));
    m_soon.setSingleShot(true);
    m_soon.setInterval(0);
    line.installEventFilter(this);
    connect(&m_soon, &QTimer::timeout, this, &ExpressionAid::offer);
    connect(&line, &QLineEdit::textEdited, this, [this](const QString &text) {
        if (isWordEnd(text.left(m_line.cursorPosition())))
            m_soon.start();
        else
            m_completer->popup()->hide();
    });
    connect(m_completer, qOverload<const QModelIndex &>(&QCompleter::activated), this,
            [this](const QModelIndex &index) { insert(index.row()); });
}

bool ExpressionAid::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::KeyPress) {
        const auto &key = *static_cast<QKeyEvent *>(event);
        if (key.key() == Qt::Key_Space && key.modifiers() == Qt::ControlModifier) {
            offer();
            return true;
        }
    }
    return QObject::eventFilter(watched, event);
}

void ExpressionAid::offer()
{
    m_offered = Draft(m_desk, m_path(), m_line.text()).complete(m_line.cursorPosition());
    if (m_offered.size() > mostOffered)
        m_offered.resize(mostOffered);
    m_model->clear();
    for (const Draft::Completion &one : m_offered) {
        auto *item = new QStandardItem(shown(one.candidate.label));
        item->setToolTip(one.candidate.documentation.toHtmlEscaped());
        item->setData(one.candidate.detail, Qt::AccessibleDescriptionRole);
        m_model->appendRow(item);
    }
    if (m_offered.empty()) {
        m_completer->popup()->hide();
        return;
    }
    QRect where = m_line.rect();
    where.setWidth(std::min(where.width(), widest));
    m_completer->complete(where);
}

void ExpressionAid::insert(int row)
{
    if (row < 0 || row >= std::ssize(m_offered))
        return;
    const Draft::Completion one = m_offered[std::size_t(row)];
    const int begin = m_line.cursorPosition() - int(one.before);
    m_line.setSelection(begin, int(one.before + one.behind));
    m_line.insert(shown(one.candidate.text));
}

} // namespace slipway::inspector
