#pragma once

#include "shell/page.h"

#include <QAbstractButton>

class QMenu;

namespace slipway::shell {

class Actions;

/// The open workspace; a click lists others.
class WorkspacePicker final : public QAbstractButton
{
    Q_OBJECT

public:
    WorkspacePicker(const Actions &actions, QWidget *parent);

    void setWorkspace(const WorkspaceInfo &workspace);
    void setRecent(const QList<WorkspaceInfo> &workspaces) { m_recent = workspaces; }
    void openMenu();
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return {120, 36}; }

Q_SIGNALS:
    void workspaceChosen(const QString &key);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    const Actions &m_actions;
    WorkspaceInfo m_workspace;
    QList<WorkspaceInfo> m_recent;
};

} // namespace slipway::shell
