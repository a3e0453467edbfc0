#include "code_editor/completion_popup.h"

#include "theme/fonts.h"
#include "theme/icons.h"
#include "theme/paint.h"
#include "theme/tokens.h"
#include "widgets/plain_words.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QListView>
#include <QPainter>
#include <QStyledItemDelegate>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace slipway::code_editor {

namespace {

constexpr int rowHeight = 24;
constexpr int mostRows = 9;
constexpr int listWidth = 330;
constexpr int documentationWidth = 250;
/// Longer names are cut: shaping them would take longer than a frame.
constexpr qsizetype longestLabel = 200;

QString labelOf(const workflow::Candidate &candidate)
{
    return QString::fromUtf8(candidate.label.data(), static_cast<qsizetype>(candidate.label.size())).left(longestLabel);
}

QString iconOf(workflow::CandidateKind kind)
{
    using workflow::CandidateKind;
    switch (kind) {
    case CandidateKind::Event: return u"node-trigger-push"_s;
    case CandidateKind::Job: return u"node-job"_s;
    case CandidateKind::Step: return u"node-step-run"_s;
    case CandidateKind::Action: return u"node-step-action"_s;
    case CandidateKind::Secret: return u"node-secret"_s;
    case CandidateKind::Environment: return u"environment"_s;
    case CandidateKind::RunnerLabel: return u"machine"_s;
    case CandidateKind::Context:
    case CandidateKind::Property:
    case CandidateKind::Function: return u"node-condition"_s;
    default: return {};
    }
}

class CandidateDelegate final : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &) const override
    {
        return {listWidth, std::max(rowHeight, option.fontMetrics.height() + 6)};
    }

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        const theme::Tokens &tokens = theme::tokens(option.palette);
        const bool isCurrent = option.state & QStyle::State_Selected;
        painter->fillRect(option.rect, isCurrent ? tokens.selected : tokens.raised);
        const auto kind = static_cast<workflow::CandidateKind>(index.data(CandidateModel::KindRole).toInt());
        const QRectF row = QRectF(option.rect).adjusted(8, 0, -8, 0);
        if (const QString icon = iconOf(kind); !icon.isEmpty())
            theme::paintIcon(*painter, QRectF(row.left(), row.top(), 14, row.height()), icon, tokens.text3);
        const QFont mono = theme::font(theme::FontRole::Mono);
        const QFont small = theme::font(theme::FontRole::Small);
        const QString label = index.data(Qt::DisplayRole).toString();
        const qreal used = theme::paintText(*painter, row.adjusted(22, 0, 0, 0), label, mono, tokens.text);
        const QRectF rest = row.adjusted(22 + used + 12, 0, 0, 0);
        if (rest.width() > 20) {
            theme::paintText(*painter, rest, index.data(CandidateModel::DetailRole).toString(), small, tokens.text3,
                             Qt::AlignRight | Qt::AlignVCenter);
        }
    }
};

} // namespace

void CandidateModel::set(std::vector<workflow::Candidate> candidates)
{
    beginResetModel();
    m_candidates = std::move(candidates);
    endResetModel();
}

const workflow::Candidate *CandidateModel::at(int row) const
{
    const bool isThere = row >= 0 && row < static_cast<int>(m_candidates.size());
    return isThere ? &m_candidates[static_cast<size_t>(row)] : nullptr;
}

int CandidateModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_candidates.size());
}

QVariant CandidateModel::data(const QModelIndex &index, int role) const
{
    const workflow::Candidate *candidate = at(index.row());
    if (!candidate)
        return {};
    switch (role) {
    case Qt::DisplayRole: return labelOf(*candidate);
    case Qt::AccessibleTextRole: return QString(labelOf(*candidate) + u' ' + candidate->detail);
    case Qt::AccessibleDescriptionRole:
    case DocumentationRole: return candidate->documentation;
    case DetailRole: return candidate->detail;
    case KindRole: return static_cast<int>(candidate->kind);
    default: return {};
    }
}

CompletionPopup::CompletionPopup(QWidget &anchor)
    : QFrame(anchor.window())
    , m_anchor(anchor)
    , m_model(new CandidateModel(this))
    , m_list(new QListView(this))
    , m_documentation(new QLabel(this))
{
    setAccessibleName(tr("What may be written"));
    m_list->setModel(m_model);
    m_list->setItemDelegate(new CandidateDelegate(m_list));
    m_list->setAccessibleName(tr("What may be written"));
    m_list->setFocusPolicy(Qt::NoFocus);
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setUniformItemSizes(true);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->viewport()->setAutoFillBackground(false);
    widgets::showAsWritten(*m_documentation);
    m_documentation->setWordWrap(true);
    m_documentation->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    m_documentation->setMargin(10);
    m_documentation->setFixedWidth(documentationWidth);
    m_documentation->setFont(theme::font(theme::FontRole::Small));
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(1, 1, 1, 1);
    row->setSpacing(0);
    row->addWidget(m_list);
    row->addWidget(m_documentation);
    setFocusPolicy(Qt::NoFocus);
    connect(m_list->selectionModel(), &QItemSelectionModel::currentChanged, this, &CompletionPopup::showDocumentation);
    connect(m_list, &QListView::clicked, this, &CompletionPopup::chosen);
    hide();
}

void CompletionPopup::offer(std::vector<workflow::Candidate> candidates, const QRect &cursor)
{
    m_model->set(std::move(candidates));
    if (m_model->rowCount() == 0) {
        hide();
        return;
    }
    m_list->setCurrentIndex(m_model->index(0));
    place(cursor);
    raise();
    show();
}

const workflow::Candidate *CompletionPopup::current() const
{
    return m_model->at(m_list->currentIndex().row());
}

int CompletionPopup::count() const
{
    return m_model->rowCount();
}

void CompletionPopup::move(int rows)
{
    const int count = m_model->rowCount();
    if (count == 0)
        return;
    const int row = m_list->currentIndex().row();
    const bool isOne = rows == 1 || rows == -1;
    const int next = isOne ? (row + rows + count) % count : std::clamp(row + rows, 0, count - 1);
    m_list->setCurrentIndex(m_model->index(next));
    emit currentChanged(m_model->index(next).data(Qt::AccessibleTextRole).toString());
}

void CompletionPopup::showDocumentation()
{
    const QString words = m_list->currentIndex().data(CandidateModel::DocumentationRole).toString();
    m_documentation->setText(words);
}

void CompletionPopup::place(const QRect &cursor)
{
    const int rows = std::min(mostRows, m_model->rowCount());
    const int height = std::max(rows * m_list->sizeHintForRow(0) + 2, 3 * rowHeight);
    const QWidget *window = parentWidget();
    int width = listWidth + documentationWidth + 2;
    m_documentation->setVisible(width <= window->width());
    if (!m_documentation->isVisibleTo(this))
        width = std::min(listWidth, window->width());
    const QPoint below = m_anchor.mapTo(window, cursor.bottomLeft()) + QPoint(-24, 4);
    const QPoint above = m_anchor.mapTo(window, cursor.topLeft()) + QPoint(-24, -4 - height);
    const bool fitsBelow = below.y() + height <= window->height() || above.y() < 0;
    const QPoint corner = fitsBelow ? below : above;
    setGeometry(std::clamp(corner.x(), 0, std::max(0, window->width() - width)), corner.y(), width, height);
}

void CompletionPopup::paintEvent(QPaintEvent *)
{
    const theme::Tokens &tokens = theme::tokens(palette());
    QPainter painter(this);
    theme::paintBox(painter, rect(), 0, tokens.raised, tokens.line2);
    if (m_documentation->isVisible())
        painter.fillRect(QRect(m_documentation->x(), 1, 1, height() - 2), tokens.line1);
}

} // namespace slipway::code_editor
