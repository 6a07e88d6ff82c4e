#pragma once

#include "core/demo/demo_data.h"

#include <QObject>

namespace mien::ui {

class DatasetJob;
class DemoJob;
class Workspace;

/// Opens data sets, the demo data among them (drawn at the first time), and puts them into the workspace.
class DatasetOpener : public QObject {
  Q_OBJECT

public:
  explicit DatasetOpener(Workspace& workspace, QObject* parent = nullptr);
  ~DatasetOpener() override;

  void open(const QString& folder); ///< gives up what is being opened
  void openDemo();                  ///< likewise, but goes on with the demo data that are being drawn
  void setDemoOptions(const DemoDataOptions& options) { m_demoOptions = options; } ///< of demo data yet to be made
  void cancel();                                                                   ///< cancelled() follows

signals:
  void started(const QString& text); ///< then, unless it starts anew, exactly one of opened, failed and cancelled
  void progress(qulonglong done, qulonglong total);
  void opened(const QString& folder, bool demo);
  void failed(const QString& folder, const QString& message);
  void cancelled();

private:
  void read(const QString& folder, bool demo);
  void begin(const QString& text);
  void showProgress(qulonglong done, qulonglong total);
  void showActivity(double fraction);

  Workspace& m_workspace;
  QString m_folder;
  QString m_text;
  bool m_demo = false;
  DemoDataOptions m_demoOptions;
  DatasetJob* m_job;
  DemoJob* m_maker;
};

} // namespace mien::ui
