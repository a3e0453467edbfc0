#pragma once

#include "base/status.h"
#include "editing/open_file.h"

#include <QAbstractListModel>

namespace slipway::pipelines_page {

/// Findings of one file, by rising place.
class FindingModel final : public QAbstractListModel
{
    Q_OBJECT

public:
    enum Role {
        RuleRole = Qt::UserRole + 1, ///< QString
        LineRole,                    ///< int, from 1
        StatusRole,                  ///< base::Status: the shape and colour of its severity
        FixRole,                     ///< QString: what its fix does; empty for none
    };
    using QAbstractListModel::QAbstractListModel;

    void setFindings(const std::vector<diagnostics::Finding> &findings, const workflow::Document &document);
    /// Null for an index of no row. Valid until the next `setFindings`.
    const diagnostics::Finding *finding(const QModelIndex &index) const;

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;

private:
    std::vector<diagnostics::Finding> m_findings;
    workflow::Document m_document;
};

/// "Error", "Warning", "Hint".
QString severityWord(diagnostics::Severity severity);
/// Hints have the shape of information, which is Unknown's.
base::Status severityStatus(diagnostics::Severity severity);

} // namespace slipway::pipelines_page
