#include "pipelines_page/finding_model.h"

#include "pipelines_page/words.h"

using namespace Qt::StringLiterals;

namespace slipway::pipelines_page {

using diagnostics::Finding;
using diagnostics::Severity;

QString severityWord(Severity severity)
{
    switch (severity) {
    case Severity::Error: return pipelines_page::tr("Error");
    case Severity::Warning: return pipelines_page::tr("Warning");
    case Severity::Hint: break;
    }
    return pipelines_page::tr("Hint");
}

base::Status severityStatus(Severity severity)
{
    switch (severity) {
    case Severity::Error: return base::Status::Failure;
    case Severity::Warning: return base::Status::Warning;
    case Severity::Hint: break;
    }
    return base::Status::Unknown;
}

void FindingModel::setFindings(const std::vector<Finding> &findings, const workflow::Document &document)
{
    beginResetModel();
    m_findings = findings;
    m_document = document;
    endResetModel();
}

const Finding *FindingModel::finding(const QModelIndex &index) const
{
    return index.isValid() && index.row() < rowCount() ? &m_findings[std::size_t(index.row())] : nullptr;
}

int FindingModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_findings.size());
}

QVariant FindingModel::data(const QModelIndex &index, int role) const
{
    const Finding *row = finding(index);
    if (!row)
        return {};
    const int line = m_document.tree()->place(row->range.begin).line;
    switch (role) {
    case Qt::DisplayRole:
    case Qt::ToolTipRole: return row->message;
    case Qt::AccessibleTextRole:
        return tr("%1 in line %2: %3").arg(severityWord(row->severity), QString::number(line), row->message);
    case RuleRole: return fromUtf8(row->rule);
    case LineRole: return line;
    case StatusRole: return QVariant::fromValue(severityStatus(row->severity));
    case FixRole: return row->fix ? row->fix->title : QString();
    default: return {};
    }
}

} // namespace slipway::pipelines_page
