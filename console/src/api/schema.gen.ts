// Written by `npm run api` from docs/openapi.json. Do not edit.

export interface paths {
    "/api/audit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Audit
         * @description List what was done, newest first; go on with ``before`` = the last id.
         */
        get: operations["audit_api_audit_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/erasures/{receipt}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Erasure
         * @description The receipt of an erasure, with counts per store.
         */
        get: operations["erasure_api_erasures__receipt__get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/events/count": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Count
         * @description Count what is stored, kept aside, and left out as repeated. All exact.
         */
        get: operations["count_api_events_count_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/events/dictionary": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Dictionary
         * @description List the semantic events with their Chinese names, meanings and properties.
         */
        get: operations["list_dictionary_api_events_dictionary_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/events/quarantine": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Quarantine
         * @description List what was kept aside, with the reason, personal data masked.
         */
        get: operations["list_quarantine_api_events_quarantine_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/events/quarantine/release": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Release
         * @description Fix what was kept aside and send it through again.
         */
        post: operations["release_api_events_quarantine_release_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/events/replay": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Replay
         * @description Tell downstream a period again; what it knows already stays as it is.
         */
        post: operations["replay_api_events_replay_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/events/tail": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Tail Events
         * @description Follow what comes in, as server-sent events: received, decided, resolved to whom and why.
         */
        get: operations["tail_events_api_events_tail_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/identity/namespaces": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Known Namespaces
         * @description The kinds of identifiers, the strongest first, and what each can prove.
         */
        get: operations["known_namespaces_api_identity_namespaces_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/identity/never-link": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Never Link
         * @description Keep two identifiers apart for good, or lift that.
         */
        post: operations["never_link_api_identity_never_link_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/identity/recycled": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Recycle
         * @description Let an identifier belong to somebody new from a date on.
         */
        post: operations["recycle_api_identity_recycled_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/identity/rehearse": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Rehearse
         * @description Try other rules on the stored links: how many people would come apart or become one, with examples.
         */
        post: operations["rehearse_api_identity_rehearse_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/identity/reviews": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Reviews
         * @description Conflicts that wait for a decision, the oldest first.
         */
        get: operations["reviews_api_identity_reviews_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/identity/reviews/{id}/decide": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Decide
         * @description Merge the two anyway, or keep them apart for good.
         */
        post: operations["decide_api_identity_reviews__id__decide_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/import-mappings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Mappings
         * @description List the mappings: saved ones first, then shipped ones.
         */
        get: operations["list_mappings_api_import_mappings_get"];
        /**
         * Save Mapping
         * @description Save a mapping under its name; files that fit it are recognized from now on.
         */
        put: operations["save_mapping_api_import_mappings_put"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/imports": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Imports
         * @description List imports, newest first.
         */
        get: operations["list_imports_api_imports_get"];
        put?: never;
        /**
         * Upload
         * @description Import a file that a platform exported; with ``dry_run`` only count.
         */
        post: operations["upload_api_imports_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/imports/{import_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Show Import
         * @description Show how an import stands.
         */
        get: operations["show_import_api_imports__import_id__get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/imports/{import_id}/commit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Commit
         * @description Import the file of a dry run, as an import of its own.
         */
        post: operations["commit_api_imports__import_id__commit_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/imports/{import_id}/problems.csv": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Problems
         * @description Download the rows with problems, with their own columns and the reason.
         */
        get: operations["problems_api_imports__import_id__problems_csv_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/imports/{import_id}/undo": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Undo
         * @description Take back everything that an import brought.
         */
        post: operations["undo_api_imports__import_id__undo_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/insight/attribution": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Attribution
         * @description Who gets credit for what was sold, by every model side by side, and what experiments say beside it.
         */
        post: operations["attribution_api_insight_attribution_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/insight/boards": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Boards
         * @description The boards, those changed last first.
         */
        get: operations["boards_api_insight_boards_get"];
        put?: never;
        /**
         * Create Board
         * @description Put up a board; cards may bring questions that are saved with it.
         */
        post: operations["create_board_api_insight_boards_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/insight/boards/{number}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Show Board
         * @description One board with the questions of its cards.
         */
        get: operations["show_board_api_insight_boards__number__get"];
        /**
         * Change Board
         * @description Change a board: its name, its cards with their places and sizes, what all of them are asked with.
         */
        put: operations["change_board_api_insight_boards__number__put"];
        post?: never;
        /**
         * Delete Board
         * @description Take a board down; its questions stay.
         */
        delete: operations["delete_board_api_insight_boards__number__delete"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/insight/boards/{number}/cards": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Add Card
         * @description Put a card at the end of a board.
         */
        post: operations["add_card_api_insight_boards__number__cards_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/insight/boards/{number}/history": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Board History
         * @description What a board was, the newest version first; also of one that was taken down.
         */
        get: operations["board_history_api_insight_boards__number__history_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/insight/channel-quality": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Report
         * @description Per public channel: how many of those whom it brought are people, interact, stay, buy.
         */
        post: operations["report_api_insight_channel_quality_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/insight/channel-quality/people": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Followers
         * @description Who of a channel's people is most probably active, silent or fake, with the reasons. It deletes nobody.
         */
        post: operations["followers_api_insight_channel_quality_people_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/insight/costs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Costs
         * @description What channels cost, by day.
         */
        get: operations["costs_api_insight_costs_get"];
        put?: never;
        /**
         * Put Costs
         * @description Take in what channels cost; a line for the same channel, day and campaign replaces the one before.
         */
        post: operations["put_costs_api_insight_costs_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/insight/costs/file": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Put Costs File
         * @description Take in a file of costs, all of it or, when a line is wrong, nothing.
         */
        post: operations["put_costs_file_api_insight_costs_file_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/insight/experiments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Listed
         * @description Experiments, the newest first.
         */
        get: operations["listed_api_insight_experiments_get"];
        put?: never;
        /**
         * Create
         * @description Set out an experiment: arms as shares of people by chance, metrics, guardrails, how many it is planned for.
         */
        post: operations["create_api_insight_experiments_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/insight/experiments/size": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Size
         * @description How many people an experiment needs, by what people did lately.
         */
        post: operations["size_api_insight_experiments_size_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/insight/experiments/{ref}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Show
         * @description One experiment, with each arm as a segment.
         */
        get: operations["show_api_insight_experiments__ref__get"];
        /**
         * Change
         * @description Change an experiment that has not begun.
         */
        put: operations["change_api_insight_experiments__ref__put"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/insight/experiments/{ref}/arm": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Arm
         * @description The arm that a person is in, and the event by which an exposure is told.
         */
        get: operations["arm_api_insight_experiments__ref__arm_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/insight/experiments/{ref}/results": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Results
         * @description What came of an experiment, on what people in its arms did since it began.
         */
        post: operations["results_api_insight_experiments__ref__results_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/insight/experiments/{ref}/start": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Start
         * @description Start an experiment: what people do counts from now on, and it is not changed any more.
         */
        post: operations["start_api_insight_experiments__ref__start_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/insight/experiments/{ref}/stop": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Stop
         * @description Stop an experiment: what people do later does not count.
         */
        post: operations["stop_api_insight_experiments__ref__stop_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/insight/flow-map": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Flow Map
         * @description Pools with their stocks, the ways between them, and where a push would pay most; the period before beside it.
         */
        post: operations["flow_map_api_insight_flow_map_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/insight/kinds": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Listed
         * @description What can be asked.
         */
        get: operations["listed_api_insight_kinds_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/insight/metrics": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Listed
         * @description The dictionary: what each metric means.
         */
        get: operations["listed_api_insight_metrics_get"];
        put?: never;
        /**
         * Define
         * @description Define a metric of the brand's own; two of one name, English or Chinese, cannot exist.
         */
        post: operations["define_api_insight_metrics_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/insight/metrics/value": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Value
         * @description A metric's value in a period, with its numerator and denominator.
         */
        post: operations["value_api_insight_metrics_value_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/insight/metrics/{name}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Show
         * @description One metric, by its name or its Chinese name.
         */
        get: operations["show_api_insight_metrics__name__get"];
        /**
         * Change
         * @description Change what a metric means; values from now on tell the new version.
         */
        put: operations["change_api_insight_metrics__name__put"];
        post?: never;
        /**
         * Retire
         * @description Take a metric out of the dictionary; its history stays.
         */
        delete: operations["retire_api_insight_metrics__name__delete"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/insight/metrics/{name}/history": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * History
         * @description What a metric meant, the newest version first; also of one that was retired.
         */
        get: operations["history_api_insight_metrics__name__history_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/insight/questions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Ask
         * @description Answer a question. Ended when the client goes away, or by DELETE under its ``id``.
         */
        post: operations["ask_api_insight_questions_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/insight/questions/people": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * People
         * @description Who is behind a figure: person numbers a page at a time, on the first page also a sample.
         */
        post: operations["people_api_insight_questions_people_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/insight/questions/segment": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Segment
         * @description A figure's people as a segment, where the segment language can say it; else why it cannot.
         */
        post: operations["segment_api_insight_questions_segment_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/insight/questions/snapshot": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Freeze
         * @description Keep who is behind a figure now, for good, as a segment of exactly these people.
         */
        post: operations["freeze_api_insight_questions_snapshot_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/insight/questions/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Cancel
         * @description End a question of one's own that is being worked out, wherever it runs.
         */
        delete: operations["cancel_api_insight_questions__id__delete"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/insight/saved": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Saved
         * @description The saved questions, those changed last first.
         */
        get: operations["saved_api_insight_saved_get"];
        put?: never;
        /**
         * Save
         * @description Keep a question under a name.
         */
        post: operations["save_api_insight_saved_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/insight/saved/{number}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Show Saved
         * @description One saved question, and which boards show it.
         */
        get: operations["show_saved_api_insight_saved__number__get"];
        /**
         * Change Saved
         * @description Change a saved question; the boards that show it show the new one from now on.
         */
        put: operations["change_saved_api_insight_saved__number__put"];
        post?: never;
        /**
         * Delete Saved
         * @description Delete a saved question that no board shows; its history stays.
         */
        delete: operations["delete_saved_api_insight_saved__number__delete"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/insight/saved/{number}/history": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Saved History
         * @description What a saved question was, the newest version first; also of one that was deleted.
         */
        get: operations["saved_history_api_insight_saved__number__history_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/insight/schema": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Schema
         * @description Everything that can be asked, as a JSON schema.
         */
        get: operations["schema_api_insight_schema_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/insight/value": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Observed
         * @description What people who began in a period have brought so far, per month or per first public channel.
         */
        post: operations["observed_api_insight_value_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/insight/value/bands": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Bands
         * @description How what the latest run expects is spread over the viewer's people, in tenths.
         */
        get: operations["bands_api_insight_value_bands_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/insight/value/payback": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Payback
         * @description What channels cost against whom they brought, what those brought, and when that paid.
         */
        post: operations["payback_api_insight_value_payback_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/insight/value/people/{ref}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Prediction
         * @description What the latest run expects of a person, by any identifier or by number.
         */
        get: operations["prediction_api_insight_value_people__ref__get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/insight/value/repurchase": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Repurchase
         * @description Who of the period's new buyers bought again, and after how many days.
         */
        post: operations["repurchase_api_insight_value_repurchase_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/insight/value/rfm": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Rfm
         * @description Buyers in eight groups, what they brought, and what the latest run expects of them.
         */
        post: operations["rfm_api_insight_value_rfm_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/insight/value/runs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Runs
         * @description The runs of the value model, the newest first.
         */
        get: operations["runs_api_insight_value_runs_get"];
        put?: never;
        /**
         * Begin
         * @description Begin a run of the value model over everybody's orders up to yesterday; its progress is on the run.
         */
        post: operations["begin_api_insight_value_runs_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/insight/value/runs/{number}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Run
         * @description One run: how far it is, or what it found, with its test on held-out days.
         */
        get: operations["run_api_insight_value_runs__number__get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/intimacy/distribution": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Distribution
         * @description How everybody's scores lie, and how many stand in each trust stage.
         */
        get: operations["distribution_api_intimacy_distribution_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/intimacy/fits": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Fits
         * @description Every fit with its report, the newest first, also those that were not put in force.
         */
        get: operations["fits_api_intimacy_fits_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/intimacy/fits/{version}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Fit
         * @description One fit: weights, and how its predictions compare with what people did whom it had not seen.
         */
        get: operations["fit_api_intimacy_fits__version__get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/intimacy/model": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Model
         * @description By which model people are scored now.
         */
        get: operations["model_api_intimacy_model_get"];
        /**
         * Put In Force
         * @description Put a kept fit in force, or back to the default weights (0); the next run scores by it.
         */
        put: operations["put_in_force_api_intimacy_model_put"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/intimacy/people/{ref}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Person
         * @description How close a person is right now, by its parts; their trust stage; what would bring them closer.
         */
        get: operations["person_api_intimacy_people__ref__get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/intimacy/runs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Runs
         * @description Runs over everybody, the newest first.
         */
        get: operations["runs_api_intimacy_runs_get"];
        put?: never;
        /**
         * Begin
         * @description Score everybody, or fit the weights first; done by a job, as every night.
         */
        post: operations["begin_api_intimacy_runs_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/intimacy/runs/{run}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Show Run
         * @description How a run stands.
         */
        get: operations["show_run_api_intimacy_runs__run__get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/intimacy/staff/{staff}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Contacts
         * @description Whom a member of staff knows, by how close the two are; of the closest, what speaks for it.
         */
        get: operations["contacts_api_intimacy_staff__staff__get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/intimacy/trust": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Trust
         * @description Who stands in which trust stage now, and how many changed between two days.
         */
        get: operations["trust_api_intimacy_trust_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/layers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Listed
         * @description Every layering by the rules that count now.
         */
        get: operations["listed_api_layers_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/layers/rfm": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Groups
         * @description The buyers in eight groups by recency, frequency and money; by the brand's cuts, or by fifths.
         */
        post: operations["groups_api_layers_rfm_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/layers/table": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Table
         * @description People by one to three dimensions; ``aipl@2026-11-01`` beside ``aipl`` is a flow.
         */
        post: operations["table_api_layers_table_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/layers/{layering}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Show
         * @description A layering by the rules that count now.
         */
        get: operations["show_api_layers__layering__get"];
        /**
         * Change
         * @description Give a layering the brand's own rules.
         */
        put: operations["change_api_layers__layering__put"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/layers/{layering}/flow": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Flow
         * @description Who went from which level to which between the ends of two days.
         */
        get: operations["flow_api_layers__layering__flow_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/layers/{layering}/history": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * History
         * @description Every version of a layering, the newest first; the last, version 0, is the one that ships.
         */
        get: operations["history_api_layers__layering__history_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/layers/{layering}/people/{ref}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Standing
         * @description On which level a person is at the end of a day, and why.
         */
        get: operations["standing_api_layers__layering__people__ref__get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/layers/{layering}/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Preview
         * @description Who would change levels if these were the rules; nothing is kept.
         */
        post: operations["preview_api_layers__layering__preview_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/layers/{layering}/reset": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Reset
         * @description Go back to the rules that ship, as a new version.
         */
        post: operations["reset_api_layers__layering__reset_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/layers/{layering}/stock": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Stock
         * @description How many people are on each level at the end of a day.
         */
        get: operations["stock_api_layers__layering__stock_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/layers/{layering}/trend": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Trend
         * @description How many people are on each level at the end of each of at most 31 days, and how long they stay.
         */
        get: operations["trend_api_layers__layering__trend_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/links": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Links
         * @description The short links, the newest first, with what their last thirty days brought.
         */
        get: operations["links_api_links_get"];
        put?: never;
        /**
         * Create
         * @description Make a short link. Its code is for ever; where it leads may change.
         */
        post: operations["create_api_links_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/links/{code}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Show
         * @description One short link.
         */
        get: operations["show_api_links__code__get"];
        /**
         * Change
         * @description Change what stands behind a code; within a second everybody who opens it goes there.
         */
        put: operations["change_api_links__code__put"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/links/{code}/clicks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Clicks
         * @description A link's clicks of the last days, by day, environment and variant; robots apart.
         */
        get: operations["clicks_api_links__code__clicks_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/links/{code}/history": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * History
         * @description What a link was, the newest version first.
         */
        get: operations["history_api_links__code__history_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/links/{code}/password": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Set Password
         * @description Have a link ask for another password, or for none.
         */
        put: operations["set_password_api_links__code__password_put"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/links/{code}/qr.{kind}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Picture
         * @description The link as a QR code with a quarter of redundancy, as print wants it.
         */
        get: operations["picture_api_links__code__qr__kind__get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/login": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Log In
         * @description Open a session: sets the cookie, gives the CSRF token.
         */
        post: operations["log_in_api_login_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/logout": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Log Out
         * @description End this session.
         */
        post: operations["log_out_api_logout_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/me": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Me
         * @description Tell who one is and what one may do.
         */
        get: operations["me_api_me_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/me/password": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Change Password
         * @description Change one's own password; every session of one's own ends, this one too.
         */
        post: operations["change_password_api_me_password_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/orders": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Listed
         * @description Orders, the newest first; a page's `next` is the `after` of the page that follows.
         */
        get: operations["listed_api_orders_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/orders/{key}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Show
         * @description One order with items, refunds and its receiver, masked.
         */
        get: operations["show_api_orders__key__get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/people": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Listed
         * @description People, the newest first, or those whom `q` finds.
         */
        get: operations["listed_api_people_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/people/count": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Count
         * @description How many people there are, how many we know, how many we can reach.
         */
        get: operations["count_api_people_count_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/people/merge": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Merge
         * @description Make two people one, whatever the limits say; it can be split again.
         */
        post: operations["merge_api_people_merge_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/people/summaries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Summaries
         * @description The lines of a list for exactly these people, in the order asked; who is unknown or out of scope is absent.
         */
        post: operations["summaries_api_people_summaries_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/people/{ref}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Show
         * @description One person: identifiers, traits, tags, consent, channels, affiliations, and the newest events.
         */
        get: operations["show_api_people__ref__get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/people/{ref}/consents": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Consents
         * @description Write what a person answered into the consent ledger.
         */
        post: operations["consents_api_people__ref__consents_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/people/{ref}/erase": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Erase
         * @description Erase a person and hand out the receipt.
         *
         *     It is several transactions: once the first is committed, an interrupted erasure is finished by a job.
         */
        post: operations["erase_api_people__ref__erase_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/people/{ref}/explain": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Explain
         * @description Why two identifiers are one person: the shortest chain of evidence; or what stands between them.
         */
        get: operations["explain_api_people__ref__explain_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/people/{ref}/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Export
         * @description Everything that we hold about a person, in clear; who took it is written down.
         */
        get: operations["export_api_people__ref__export_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/people/{ref}/graph": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Graph
         * @description A person's identifiers and every link at them, to draw.
         */
        get: operations["graph_api_people__ref__graph_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/people/{ref}/memberships": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Of Person
         * @description Which watched segments a person entered and left, the newest first, with the cause of each.
         */
        get: operations["of_person_api_people__ref__memberships_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/people/{ref}/reveal": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Reveal
         * @description One person with personal data in clear; who looked and why is written down.
         */
        post: operations["reveal_api_people__ref__reveal_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/people/{ref}/split": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Split
         * @description Take an identifier out of a person; both sides are as if they had never been one.
         */
        post: operations["split_api_people__ref__split_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/people/{ref}/tags": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Tags
         * @description Put tags on a person and take tags off.
         */
        post: operations["tags_api_people__ref__tags_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/people/{ref}/timeline": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Timeline
         * @description What happened to a person, the newest first.
         */
        get: operations["timeline_api_people__ref__timeline_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/reports/channels": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Channels
         * @description Per public channel: how many people came, how many we know, can reach, bought, bought again.
         */
        get: operations["channels_api_reports_channels_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/segments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Listed
         * @description The segments that have a name.
         */
        get: operations["listed_api_segments_get"];
        put?: never;
        /**
         * Create
         * @description Keep a segment under a name.
         */
        post: operations["create_api_segments_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/segments/count": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Count
         * @description How many people are in a segment now: exact.
         */
        post: operations["count_api_segments_count_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/segments/estimate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Estimate
         * @description What to see while composing: how many, twenty of them, whom each channel reaches, who granted what.
         */
        post: operations["estimate_api_segments_estimate_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/segments/explain": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Explain
         * @description Whether a person is in a segment now, and for each condition whether it is met, with the facts.
         */
        post: operations["explain_api_segments_explain_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/segments/overlap": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Overlap
         * @description How many people are in one segment, in another, and in both.
         */
        post: operations["overlap_api_segments_overlap_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/segments/people": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Members
         * @description Who is in a segment now, by person number, a page at a time.
         */
        post: operations["members_api_segments_people_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/segments/schema": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Schema
         * @description The segment language as a JSON schema.
         */
        get: operations["schema_api_segments_schema_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/segments/sql": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Sql
         * @description The query that a segment becomes, for who wants to check it: nothing is asked of anybody.
         */
        post: operations["sql_api_segments_sql_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/segments/{name}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Show
         * @description One stored segment, and which others use it.
         */
        get: operations["show_api_segments__name__get"];
        /**
         * Change
         * @description Change a segment; what uses it means the new one from now on.
         */
        put: operations["change_api_segments__name__put"];
        post?: never;
        /**
         * Delete
         * @description Delete a segment that no other uses; its history stays.
         */
        delete: operations["delete_api_segments__name__delete"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/segments/{name}/changes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Changes
         * @description Who entered and left, the newest first, with the cause of each.
         */
        get: operations["changes_api_segments__name__changes_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/segments/{name}/history": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * History
         * @description What a segment was, the newest version first; also of one that was deleted.
         */
        get: operations["history_api_segments__name__history_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/segments/{name}/members": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Members
         * @description The kept members by person number, with when they entered; the definition is not evaluated.
         */
        get: operations["members_api_segments__name__members_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/segments/{name}/members.{kind}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Export
         * @description Download the kept members: person number, when they entered, a masked name, channels. Who did is written down.
         */
        get: operations["export_api_segments__name__members__kind__get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/segments/{name}/overlap/{other}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Overlap
         * @description How many people are in one watched segment, in another, and in both, by the members that are kept.
         */
        get: operations["overlap_api_segments__name__overlap__other__get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/segments/{name}/snapshots": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Snapshots
         * @description The snapshots of a segment, the newest first.
         */
        get: operations["snapshots_api_segments__name__snapshots_get"];
        put?: never;
        /**
         * Freeze
         * @description Keep who is in a segment now, for good.
         */
        post: operations["freeze_api_segments__name__snapshots_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/segments/{name}/snapshots/{number}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Snapshot
         * @description Who was in a segment when it was frozen, by person number.
         */
        get: operations["snapshot_api_segments__name__snapshots__number__get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/segments/{name}/watch": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Watched
         * @description How the keeping of a segment's members fares.
         */
        get: operations["watched_api_segments__name__watch_get"];
        put?: never;
        /**
         * Watch
         * @description Keep the members of a stored segment from now on: entries and exits within seconds, each a logged fact.
         */
        post: operations["watch_api_segments__name__watch_post"];
        /**
         * Unwatch
         * @description Keep a segment's members no longer; the log of entries and exits stays.
         */
        delete: operations["unwatch_api_segments__name__watch_delete"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/sources": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Sources
         * @description List the sources with what each brought.
         */
        get: operations["list_sources_api_sources_get"];
        put?: never;
        /**
         * Add Source
         * @description Add a source; its write key is shown this once.
         */
        post: operations["add_source_api_sources_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/sources/{name}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Change Source
         * @description Change a source's channel or tracking-plan mode.
         */
        patch: operations["change_source_api_sources__name__patch"];
        trace?: never;
    };
    "/api/sources/{name}/rotate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Rotate Key
         * @description Give a source a new write key; the old one works for another day.
         */
        post: operations["rotate_key_api_sources__name__rotate_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/staff": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Staff
         * @description List the staff in scope.
         */
        get: operations["list_staff_api_staff_get"];
        put?: never;
        /**
         * Hire
         * @description Add a member.
         */
        post: operations["hire_api_staff_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/staff/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Change Staff
         * @description Change a member: name, role, unit, password, disabled.
         */
        patch: operations["change_staff_api_staff__id__patch"];
        trace?: never;
    };
    "/api/system/doctor": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Doctor
         * @description Examine both engines, their schemas, and what waits between them.
         */
        get: operations["doctor_api_system_doctor_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/tags": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Tags
         * @description The tags that people in scope carry, how many carry each, and who puts it on them.
         */
        get: operations["tags_api_tags_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/tokens": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Tokens
         * @description List the tokens that hold, without their secrets.
         */
        get: operations["list_tokens_api_tokens_get"];
        put?: never;
        /**
         * Create Token
         * @description Make a token; its secret is in this answer and never again.
         */
        post: operations["create_token_api_tokens_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/tokens/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Revoke Token
         * @description End a token.
         */
        delete: operations["revoke_token_api_tokens__id__delete"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/trait-policies": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Policies
         * @description The merge policies that the house decided itself; any other trait follows its newest value.
         */
        get: operations["policies_api_trait_policies_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/trait-policies/{name}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Set Policy
         * @description Decide which of several values of a trait counts from now on.
         */
        put: operations["set_policy_api_trait_policies__name__put"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/traits": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Traits
         * @description The traits that people have, and how many have each: of the people in scope, nobody's values.
         */
        get: operations["traits_api_traits_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/units": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Units
         * @description List the units in scope, each after its parent.
         */
        get: operations["list_units_api_units_get"];
        put?: never;
        /**
         * Create Unit
         * @description Add a unit below another.
         */
        post: operations["create_unit_api_units_post"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/units/{code}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Change Unit
         * @description Rename a unit, or move it with all below it.
         */
        patch: operations["change_unit_api_units__code__patch"];
        trace?: never;
    };
    "/api/watches": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Listed
         * @description The watched segments and how each fares: state, last error, drift, and up to when everything was looked at.
         */
        get: operations["listed_api_watches_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/watches/sizes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Sizes
         * @description How large each watched segment was at the end of each of the last days, by the members that are kept.
         */
        get: operations["sizes_api_watches_sizes_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/healthz": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Healthz
         * @description Answer as long as the process lives.
         */
        get: operations["healthz_healthz_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/metrics": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Metrics
         * @description Give the Prometheus metrics of this process.
         */
        get: operations["metrics_metrics_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/readyz": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Readyz
         * @description Answer 200 when every engine works and events are taken.
         */
        get: operations["readyz_readyz_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /**
         * Absolute
         * @description A period, without its end; either side may be left open.
         */
        Absolute: {
            /** From */
            from?: (string) | null;
            /** To */
            to?: (string) | null;
        };
        /**
         * ActiveDays
         * @description How many people were active on exactly so many days, and the share of those on at least so many.
         */
        ActiveDays: {
            at_least: components["schemas"]["Share"];
            cell: components["schemas"]["Cell"];
            /** Days */
            days: number;
            /** People */
            people: number;
        };
        /**
         * AffiliationOut
         * @description A store or dealer the person has to do with; ``unit`` is empty while there is no such unit.
         */
        AffiliationOut: {
            /** Evidence */
            evidence: string;
            /** Label */
            label: string;
            /**
             * Since
             * Format: date-time
             */
            since: string;
            /** Unit */
            unit: number | null;
        };
        /**
         * AgainOut
         * @description The share who bought again on another day within ``days``, with 95 % bounds; ``naive`` ignores who is young.
         */
        AgainOut: {
            /** At Risk */
            at_risk: number;
            /** Days */
            days: number;
            /** High */
            high: number | null;
            /** Low */
            low: number | null;
            /** Naive */
            naive: number;
            /** Share */
            share: number | null;
        };
        /**
         * All
         * @description Everything in it is met.
         */
        "All-Input": {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            kind: "all";
            /** Of */
            of: (components["schemas"]["All-Input"] | components["schemas"]["Some-Input"] | components["schemas"]["Not-Input"] | components["schemas"]["AsOf-Input"] | components["schemas"]["Used"] | components["schemas"]["InAipl"] | components["schemas"]["InTier"] | components["schemas"]["InLifeCycle"] | components["schemas"]["Known"] | components["schemas"]["TraitIs"] | components["schemas"]["Tagged"] | components["schemas"]["Consented"] | components["schemas"]["Reachable"] | components["schemas"]["OrdersCounted"] | components["schemas"]["OrdersAt"] | components["schemas"]["Did"] | components["schemas"]["DidAt"] | components["schemas"]["Sequence"] | components["schemas"]["FirstChannel"] | components["schemas"]["Close"] | components["schemas"]["Trusting"] | components["schemas"]["Frozen"] | components["schemas"]["Bucket"])[];
        };
        /**
         * All
         * @description Everything in it is met.
         */
        "All-Output": {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            kind: "all";
            /** Of */
            of: (components["schemas"]["All-Output"] | components["schemas"]["Some-Output"] | components["schemas"]["Not-Output"] | components["schemas"]["AsOf-Output"] | components["schemas"]["Used"] | components["schemas"]["InAipl"] | components["schemas"]["InTier"] | components["schemas"]["InLifeCycle"] | components["schemas"]["Known"] | components["schemas"]["TraitIs"] | components["schemas"]["Tagged"] | components["schemas"]["Consented"] | components["schemas"]["Reachable"] | components["schemas"]["OrdersCounted"] | components["schemas"]["OrdersAt"] | components["schemas"]["Did"] | components["schemas"]["DidAt"] | components["schemas"]["Sequence"] | components["schemas"]["FirstChannel"] | components["schemas"]["Close"] | components["schemas"]["Trusting"] | components["schemas"]["Frozen"] | components["schemas"]["Bucket"])[];
        };
        /**
         * AnonymousOut
         * @description Orders that are nobody's.
         */
        AnonymousOut: {
            /** Bought */
            bought: number;
            /** Net Fen */
            net_fen: number;
            /** Orders */
            orders: number;
        };
        /**
         * AnswerOut
         * @description A result with what it was made of: the question as it was understood (days for "the last so many"), how new the data
         *     was, what was asked of ClickHouse, and what that cost. Descriptive: it says what happened, not what caused it.
         */
        AnswerOut: {
            /**
             * Answered At
             * Format: date-time
             */
            answered_at: string;
            /** Cached */
            cached: boolean;
            /**
             * Causal
             * @default false
             */
            causal: boolean;
            /** Data Version */
            data_version: string;
            freshness: components["schemas"]["FreshnessOut"];
            /** Question */
            question: components["schemas"]["Trends-Output"] | components["schemas"]["Funnel-Output"] | components["schemas"]["Retention-Output"] | components["schemas"]["Paths-Output"] | components["schemas"]["Distribution-Output"] | components["schemas"]["Stickiness-Output"] | components["schemas"]["LifeCycle-Output"] | components["schemas"]["Intervals-Output"] | components["schemas"]["AttributionQuestion-Output"] | components["schemas"]["QualityQuestion-Output"] | components["schemas"]["FlowQuestion-Output"] | components["schemas"]["ValueQuestion-Output"] | components["schemas"]["RepurchaseQuestion-Output"] | components["schemas"]["RfmQuestion-Output"] | components["schemas"]["PaybackQuestion-Output"] | components["schemas"]["MetricQuestion-Output"];
            /** Result */
            result: components["schemas"]["TrendsResult"] | components["schemas"]["FunnelResult"] | components["schemas"]["RetentionResult"] | components["schemas"]["PathsResult"] | components["schemas"]["DistributionResult"] | components["schemas"]["StickinessResult"] | components["schemas"]["LifeCycleResult"] | components["schemas"]["IntervalsResult"] | components["schemas"]["AttributionResult"] | components["schemas"]["QualityResult"] | components["schemas"]["FlowMapResult"] | components["schemas"]["ValueResult"] | components["schemas"]["RepurchaseResult"] | components["schemas"]["RfmResult"] | components["schemas"]["PaybackResult"] | components["schemas"]["MetricResult"];
            /** Rows Read */
            rows_read: number;
            /** Seconds */
            seconds: number;
            /** Statements */
            statements: components["schemas"]["StatementOut"][];
        };
        /**
         * ArmOut
         * @description The arm that a person is in; without one they take no part.
         *
         *     Whoever shows it to them sends ``event`` to the collect door, so that the exposure is in their timeline.
         */
        ArmOut: {
            /** Arm */
            arm: string | null;
            /** Event */
            event: {
                [key: string]: unknown;
            } | null;
            /** Experiment */
            experiment: string;
            /** Person */
            person: string;
        };
        /**
         * ArmPlan
         * @description An arm and its share of all people, out of 10,000.
         */
        ArmPlan: {
            /** Name */
            name: string;
            /** Share */
            share: number;
        };
        /**
         * AsOf
         * @description What is in it, asked of an earlier moment: so long ago, or at the end of a day in Beijing (never later than now).
         *
         *     What happened is looked at as it is known today: what came late counts, and so do merges, and refunds.
         */
        "AsOf-Input": {
            /** Ago */
            ago?: string | null;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            kind: "as_of";
            /** Of */
            of: components["schemas"]["All-Input"] | components["schemas"]["Some-Input"] | components["schemas"]["Not-Input"] | components["schemas"]["AsOf-Input"] | components["schemas"]["Used"] | components["schemas"]["InAipl"] | components["schemas"]["InTier"] | components["schemas"]["InLifeCycle"] | components["schemas"]["Known"] | components["schemas"]["TraitIs"] | components["schemas"]["Tagged"] | components["schemas"]["Consented"] | components["schemas"]["Reachable"] | components["schemas"]["OrdersCounted"] | components["schemas"]["OrdersAt"] | components["schemas"]["Did"] | components["schemas"]["DidAt"] | components["schemas"]["Sequence"] | components["schemas"]["FirstChannel"] | components["schemas"]["Close"] | components["schemas"]["Trusting"] | components["schemas"]["Frozen"] | components["schemas"]["Bucket"];
            /** On */
            on?: string | null;
        };
        /**
         * AsOf
         * @description What is in it, asked of an earlier moment: so long ago, or at the end of a day in Beijing (never later than now).
         *
         *     What happened is looked at as it is known today: what came late counts, and so do merges, and refunds.
         */
        "AsOf-Output": {
            /** Ago */
            ago?: string | null;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            kind: "as_of";
            /** Of */
            of: components["schemas"]["All-Output"] | components["schemas"]["Some-Output"] | components["schemas"]["Not-Output"] | components["schemas"]["AsOf-Output"] | components["schemas"]["Used"] | components["schemas"]["InAipl"] | components["schemas"]["InTier"] | components["schemas"]["InLifeCycle"] | components["schemas"]["Known"] | components["schemas"]["TraitIs"] | components["schemas"]["Tagged"] | components["schemas"]["Consented"] | components["schemas"]["Reachable"] | components["schemas"]["OrdersCounted"] | components["schemas"]["OrdersAt"] | components["schemas"]["Did"] | components["schemas"]["DidAt"] | components["schemas"]["Sequence"] | components["schemas"]["FirstChannel"] | components["schemas"]["Close"] | components["schemas"]["Trusting"] | components["schemas"]["Frozen"] | components["schemas"]["Bucket"];
            /** On */
            on?: string | null;
        };
        /**
         * AskIn
         * @description A question; ``max_age_s``: an answer that was worked out at most so long ago will do, even if data came since.
         */
        AskIn: {
            /** Id */
            id?: string | null;
            /**
             * Max Age S
             * @default 0
             */
            max_age_s: number;
            /** Question */
            question: components["schemas"]["Trends-Input"] | components["schemas"]["Funnel-Input"] | components["schemas"]["Retention-Input"] | components["schemas"]["Paths-Input"] | components["schemas"]["Distribution-Input"] | components["schemas"]["Stickiness-Input"] | components["schemas"]["LifeCycle-Input"] | components["schemas"]["Intervals-Input"] | components["schemas"]["AttributionQuestion-Input"] | components["schemas"]["QualityQuestion-Input"] | components["schemas"]["FlowQuestion-Input"] | components["schemas"]["ValueQuestion-Input"] | components["schemas"]["RepurchaseQuestion-Input"] | components["schemas"]["RfmQuestion-Input"] | components["schemas"]["PaybackQuestion-Input"] | components["schemas"]["MetricQuestion-Input"];
        };
        /**
         * AskedIn
         * @description A question about a segment; a stored one is asked by ``{"kind": "segment", "name": …}``.
         */
        AskedIn: {
            segment: components["schemas"]["Definition-Input"];
        };
        /**
         * AttributionOut
         * @description The result with what it was made of.
         */
        AttributionOut: {
            /**
             * Causal
             * @default false
             */
            causal: boolean;
            freshness: components["schemas"]["FreshnessOut"];
            /**
             * Kind
             * @default attribution
             * @constant
             */
            kind: "attribution";
            /**
             * Label
             * @default descriptive credit
             */
            label: string;
            /**
             * Label Zh
             * @default 描述性归因：只描述路径的样子，不证明渠道的作用；增量以留白实验为准
             */
            label_zh: string;
            /** Lines */
            lines: components["schemas"]["huoshui__insight__attribution__schemas__LineOut"][];
            /** Paths */
            paths: components["schemas"]["PathOut"][];
            question: components["schemas"]["AttributionQuestion-Output"];
            /**
             * Since
             * Format: date-time
             */
            since: string;
            /** Statements */
            statements: components["schemas"]["QueriedOut"][];
            totals: components["schemas"]["TotalsOut"];
            /**
             * Until
             * Format: date-time
             */
            until: string;
            /** Zone */
            zone: string;
        };
        /**
         * AttributionQuestion
         * @description Who gets credit for the conversions of a period.
         *
         *     A person's touches are cut at each conversion. The time before a conversion, or before the end of the period where
         *     none came, is cut into windows as long as ``lookback``; the window that ends in the conversion converted, each other
         *     with a touch in it is a journey that did not. Touches of one value that follow each other within ``visit`` are one.
         */
        "AttributionQuestion-Input": {
            /**
             * By
             * @default channel
             * @enum {string}
             */
            by: "channel" | "campaign" | "code" | "creative";
            /** Channels */
            channels?: string[] | null;
            /**
             * Conversion
             * @default {
             *       "kind": "orders"
             *     }
             */
            conversion: components["schemas"]["OrdersConvert"] | components["schemas"]["FirstOrderConverts"] | components["schemas"]["EventConverts"];
            /**
             * Draws
             * @description how often journeys are drawn anew for the bands
             * @default 100
             */
            draws: number;
            /**
             * Half Life
             * @description seconds, minutes, hours, days of 24 hours, or weeks: 90s, 30m, 3h, 7d, 2w
             * @default 7d
             * @example 7d
             */
            half_life: string;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            kind: "attribution";
            /**
             * Lookback
             * @description seconds, minutes, hours, days of 24 hours, or weeks: 90s, 30m, 3h, 7d, 2w
             * @default 30d
             * @example 7d
             */
            lookback: string;
            /**
             * Order
             * @description the memory of the Markov chain
             * @default 1
             */
            order: number;
            /**
             * Paths
             * @default 20
             */
            paths: number;
            /** People */
            people?: (string | components["schemas"]["Definition-Input"]) | null;
            /**
             * Period
             * @default {
             *       "last_days": 90
             *     }
             */
            period: components["schemas"]["Days"] | components["schemas"]["LastDays"];
            /** Touches */
            touches?: string[] | null;
            /**
             * Version
             * @default 1
             * @constant
             */
            version: 1;
            /**
             * Visit
             * @description seconds, minutes, hours, days of 24 hours, or weeks: 90s, 30m, 3h, 7d, 2w
             * @default 30m
             * @example 7d
             */
            visit: string;
            /**
             * Zone
             * @default Asia/Shanghai
             */
            zone: string;
        };
        /**
         * AttributionQuestion
         * @description Who gets credit for the conversions of a period.
         *
         *     A person's touches are cut at each conversion. The time before a conversion, or before the end of the period where
         *     none came, is cut into windows as long as ``lookback``; the window that ends in the conversion converted, each other
         *     with a touch in it is a journey that did not. Touches of one value that follow each other within ``visit`` are one.
         */
        "AttributionQuestion-Output": {
            /**
             * By
             * @default channel
             * @enum {string}
             */
            by: "channel" | "campaign" | "code" | "creative";
            /** Channels */
            channels?: string[] | null;
            /**
             * Conversion
             * @default {
             *       "kind": "orders"
             *     }
             */
            conversion: components["schemas"]["OrdersConvert"] | components["schemas"]["FirstOrderConverts"] | components["schemas"]["EventConverts"];
            /**
             * Draws
             * @description how often journeys are drawn anew for the bands
             * @default 100
             */
            draws: number;
            /**
             * Half Life
             * @description seconds, minutes, hours, days of 24 hours, or weeks: 90s, 30m, 3h, 7d, 2w
             * @default 7d
             * @example 7d
             */
            half_life: string;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            kind: "attribution";
            /**
             * Lookback
             * @description seconds, minutes, hours, days of 24 hours, or weeks: 90s, 30m, 3h, 7d, 2w
             * @default 30d
             * @example 7d
             */
            lookback: string;
            /**
             * Order
             * @description the memory of the Markov chain
             * @default 1
             */
            order: number;
            /**
             * Paths
             * @default 20
             */
            paths: number;
            /** People */
            people?: (string | components["schemas"]["Definition-Output"]) | null;
            /**
             * Period
             * @default {
             *       "last_days": 90
             *     }
             */
            period: components["schemas"]["Days"] | components["schemas"]["LastDays"];
            /** Touches */
            touches?: string[] | null;
            /**
             * Version
             * @default 1
             * @constant
             */
            version: 1;
            /**
             * Visit
             * @description seconds, minutes, hours, days of 24 hours, or weeks: 90s, 30m, 3h, 7d, 2w
             * @default 30m
             * @example 7d
             */
            visit: string;
            /**
             * Zone
             * @default Asia/Shanghai
             */
            zone: string;
        };
        /**
         * AttributionResult
         * @description Who gets credit, by every model side by side. Descriptive: it says how journeys looked, not what caused them.
         */
        AttributionResult: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            kind: "attribution";
            /**
             * Label
             * @default descriptive credit
             */
            label: string;
            /**
             * Label Zh
             * @default 描述性归因：只描述路径的样子，不证明渠道的作用；增量以留白实验为准
             */
            label_zh: string;
            /** Lines */
            lines: components["schemas"]["huoshui__insight__attribution__schemas__LineOut"][];
            /** Paths */
            paths: components["schemas"]["PathOut"][];
            totals: components["schemas"]["TotalsOut"];
        };
        /**
         * AuditOut
         * @description One line of the audit log.
         */
        AuditOut: {
            /** Action */
            action: string;
            /** Actor */
            actor: string;
            /**
             * At
             * Format: date-time
             */
            at: string;
            /** Facts */
            facts: {
                [key: string]: unknown;
            };
            /** Id */
            id: number;
            /** Name */
            name: string;
            /** Subject */
            subject: string;
        };
        /**
         * BandOut
         * @description A tenth of the people, the most valuable first.
         */
        BandOut: {
            /** Alive */
            alive: number;
            /** Least Fen */
            least_fen: number;
            /** Paid Fen */
            paid_fen: number;
            /** People */
            people: number;
            /** Tenth */
            tenth: number;
            /** Value Fen */
            value_fen: number;
        };
        /**
         * BandsOut
         * @description How what the latest run expects is spread over people.
         */
        BandsOut: {
            /** Run */
            run: number;
            /** Tenths */
            tenths: components["schemas"]["BandOut"][];
        };
        /**
         * Bar
         * @description How many intervals took at least ``from_s`` seconds and less than ``to_s``, and of how many people.
         */
        Bar: {
            cell: components["schemas"]["Cell"];
            /** From S */
            from_s: number;
            /** Intervals */
            intervals: number;
            /** People */
            people: number;
            /** To S */
            to_s: number | null;
        };
        /**
         * Bin
         * @description How many waited at least ``from_s`` seconds, and less than ``to_s`` (none: however long).
         */
        Bin: {
            /** Count */
            count: number;
            /** From S */
            from_s: number;
            /** To S */
            to_s: number | null;
        };
        /**
         * BoardChangeIn
         * @description What a board becomes.
         */
        BoardChangeIn: {
            /**
             * Cards
             * @default []
             */
            cards: components["schemas"]["CardIn"][];
            /** Name */
            name: string;
            /**
             * Note
             * @default
             */
            note: string;
            /** @default {} */
            shared: components["schemas"]["Shared"];
            /**
             * Version
             * @description the one that the author saw
             */
            version: number;
        };
        /**
         * BoardIn
         * @description A board to put up.
         */
        BoardIn: {
            /**
             * Cards
             * @default []
             */
            cards: components["schemas"]["CardIn"][];
            /** Name */
            name: string;
            /**
             * Note
             * @default
             */
            note: string;
            /** @default {} */
            shared: components["schemas"]["Shared"];
        };
        /**
         * BoardOut
         * @description A board with its cards, in their order.
         */
        BoardOut: {
            /** Cards */
            cards: components["schemas"]["CardOut"][];
            changed: components["schemas"]["TouchOut"];
            created: components["schemas"]["TouchOut"];
            /** Id */
            id: number;
            /** Name */
            name: string;
            /** Note */
            note: string;
            shared: components["schemas"]["Shared"];
            /** Version */
            version: number;
        };
        /**
         * BoardVersionOut
         * @description What a board was from a moment on.
         */
        BoardVersionOut: {
            /** Cards */
            cards: components["schemas"]["Card"][];
            changed: components["schemas"]["TouchOut"];
            /** Name */
            name: string;
            /** Note */
            note: string;
            shared: components["schemas"]["Shared"];
            /** Version */
            version: number;
        };
        /** Body_put_costs_file_api_insight_costs_file_post */
        Body_put_costs_file_api_insight_costs_file_post: {
            /**
             * File
             * @description CSV: channel, day, yuan or fen; campaign
             */
            file: string;
        };
        /** Body_upload_api_imports_post */
        Body_upload_api_imports_post: {
            /**
             * Dry Run
             * @description count, and change nothing
             * @default false
             */
            dry_run: boolean;
            /**
             * File
             * @description CSV, XLSX, XLS, gz or zip, as the platform exported it
             */
            file: string;
            /**
             * Mapping
             * @description a mapping as JSON, or the name of a saved or shipped one
             * @default
             */
            mapping: string;
            /**
             * Platform
             * @description take it for this platform's export
             * @default
             */
            platform: string;
        };
        /**
         * Bucket
         * @description A share of all people by chance, the same for the same salt: from ≤ number < to, out of 10,000.
         */
        Bucket: {
            /**
             * From
             * @default 0
             */
            from: number;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            kind: "bucket";
            /** Salt */
            salt: string;
            /** To */
            to: number;
        };
        /**
         * ByChannel
         * @description A group for each channel of the event that counts.
         */
        ByChannel: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            by: "channel";
            /**
             * Top
             * @default 10
             */
            top: number;
        };
        /**
         * ByProperty
         * @description A group for each value of a property of the event that counts: its text, or its number as it is written.
         */
        ByProperty: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            by: "property";
            /** Property */
            property: string;
            /**
             * Top
             * @default 10
             */
            top: number;
        };
        /**
         * BySegments
         * @description A group for each segment, as of now; whoever is in several counts in each.
         */
        "BySegments-Input": {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            by: "segments";
            /** Segments */
            segments: (string | components["schemas"]["Definition-Input"])[];
        };
        /**
         * BySegments
         * @description A group for each segment, as of now; whoever is in several counts in each.
         */
        "BySegments-Output": {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            by: "segments";
            /** Segments */
            segments: (string | components["schemas"]["Definition-Output"])[];
        };
        /**
         * ByTrait
         * @description A group for each value of a person's trait, as it is today.
         */
        ByTrait: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            by: "trait";
            /**
             * Top
             * @default 10
             */
            top: number;
            /** Trait */
            trait: string;
        };
        /**
         * Card
         * @description A saved question on a board; its place is its place in the list.
         */
        Card: {
            /**
             * Columns
             * @default 6
             * @enum {integer}
             */
            columns: 4 | 6 | 8 | 12;
            /**
             * Height
             * @default low
             * @enum {string}
             */
            height: "low" | "tall";
            /** Question */
            question: number;
            /** Title */
            title?: string | null;
        };
        /**
         * CardIn
         * @description A card: of a saved question by its number, or of a new one, which is saved with it.
         */
        CardIn: {
            /**
             * Columns
             * @default 6
             * @enum {integer}
             */
            columns: 4 | 6 | 8 | 12;
            /**
             * Height
             * @default low
             * @enum {string}
             */
            height: "low" | "tall";
            /** Question */
            question: number | components["schemas"]["SavedQuestionIn"];
            /** Title */
            title?: string | null;
        };
        /**
         * CardOut
         * @description A card with its question.
         */
        CardOut: {
            /**
             * Columns
             * @default 6
             * @enum {integer}
             */
            columns: 4 | 6 | 8 | 12;
            /**
             * Height
             * @default low
             * @enum {string}
             */
            height: "low" | "tall";
            question: components["schemas"]["SavedQuestionOut"];
            /** Title */
            title?: string | null;
        };
        /**
         * CarriedTagOut
         * @description A tag and who puts it on people.
         */
        CarriedTagOut: {
            /**
             * Last At
             * Format: date-time
             * @description when it was put on somebody last
             */
            last_at: string;
            /**
             * People
             * @description how many people carry it
             */
            people: number;
            /**
             * Sources
             * @description who put it on twenty of them, the most frequent first: staff:3, token:7, local, source:1, import:5
             */
            sources: string[];
            /** Tag */
            tag: string;
        };
        /**
         * CarriedTagsOut
         * @description A page of tags, those of most people first; ``next`` is the ``after`` of the page that follows.
         */
        CarriedTagsOut: {
            /** Next */
            next: string | null;
            /** Tags */
            tags: components["schemas"]["CarriedTagOut"][];
        };
        /**
         * CausedOut
         * @description What a hold-out says: conversions and money from ``since`` up to ``until`` that would not have come, of ``people``
         *     who were not held out, with bounds that hold at every look.
         *
         *     ``held`` were held out, of whom ``leaked`` met it all the same. ``per_credited`` is conversions caused over Markov's
         *     credit, the factor by which to read the credit: where the hold-out is of everybody and of all of the period.
         */
        CausedOut: {
            /** Conversions */
            conversions: number;
            /** Experiment */
            experiment: string;
            /** Held */
            held: number;
            /** High */
            high: number;
            /** Leaked */
            leaked: number | null;
            /** Low */
            low: number;
            /** People */
            people: number;
            /** Per Credited */
            per_credited: number | null;
            /** Significant */
            significant: boolean;
            /**
             * Since
             * Format: date-time
             */
            since: string;
            /**
             * Until
             * Format: date-time
             */
            until: string;
            /** Value Fen */
            value_fen: number;
            /** Value High Fen */
            value_high_fen: number;
            /** Value Low Fen */
            value_low_fen: number;
        };
        /**
         * Cell
         * @description One cell of an answer, as the answer writes it; the coordinates that its kind of question has.
         *
         *     ``group`` is the value of the breakdown (empty: none; "…": all that is not among the largest).
         */
        Cell: {
            /** Age */
            age?: number | null;
            /** At */
            at?: number | null;
            /** Group */
            group?: string | null;
            /** Path */
            path?: string[] | null;
            /**
             * Series
             * @default 0
             */
            series: number;
            /**
             * What
             * @default people
             */
            what: string;
        };
        /**
         * CellIn
         * @description One cell of the answer to a question, as the answer writes it.
         */
        CellIn: {
            cell: components["schemas"]["Cell"];
            /** Id */
            id?: string | null;
            /** Question */
            question: components["schemas"]["Trends-Input"] | components["schemas"]["Funnel-Input"] | components["schemas"]["Retention-Input"] | components["schemas"]["Paths-Input"] | components["schemas"]["Distribution-Input"] | components["schemas"]["Stickiness-Input"] | components["schemas"]["LifeCycle-Input"] | components["schemas"]["Intervals-Input"] | components["schemas"]["AttributionQuestion-Input"] | components["schemas"]["QualityQuestion-Input"] | components["schemas"]["FlowQuestion-Input"] | components["schemas"]["ValueQuestion-Input"] | components["schemas"]["RepurchaseQuestion-Input"] | components["schemas"]["RfmQuestion-Input"] | components["schemas"]["PaybackQuestion-Input"] | components["schemas"]["MetricQuestion-Input"];
        };
        /**
         * CellOut
         * @description How many people were on one level and are on another, and who they are.
         */
        CellOut: {
            /** After */
            after: string;
            /** Before */
            before: string;
            /** People */
            people: number;
            segment: components["schemas"]["Definition-Output"];
        };
        /**
         * CellPageIn
         * @description The people of a cell, a page at a time.
         */
        CellPageIn: {
            /**
             * After
             * @default
             */
            after: string;
            cell: components["schemas"]["Cell"];
            /** Id */
            id?: string | null;
            /**
             * Limit
             * @default 100
             */
            limit: number;
            /** Question */
            question: components["schemas"]["Trends-Input"] | components["schemas"]["Funnel-Input"] | components["schemas"]["Retention-Input"] | components["schemas"]["Paths-Input"] | components["schemas"]["Distribution-Input"] | components["schemas"]["Stickiness-Input"] | components["schemas"]["LifeCycle-Input"] | components["schemas"]["Intervals-Input"] | components["schemas"]["AttributionQuestion-Input"] | components["schemas"]["QualityQuestion-Input"] | components["schemas"]["FlowQuestion-Input"] | components["schemas"]["ValueQuestion-Input"] | components["schemas"]["RepurchaseQuestion-Input"] | components["schemas"]["RfmQuestion-Input"] | components["schemas"]["PaybackQuestion-Input"] | components["schemas"]["MetricQuestion-Input"];
        };
        /**
         * CellPeopleOut
         * @description Who is in a cell, by person number; ``next`` is the ``after`` of the page that follows. On the first page also how
         *     many there are, and some of them picked by chance, as far as they are known by now.
         */
        CellPeopleOut: {
            /** Count */
            count: number | null;
            /**
             * Counted At
             * Format: date-time
             */
            counted_at: string;
            /** Next */
            next: string | null;
            /** People */
            people: string[];
            /** Sample */
            sample: components["schemas"]["huoshui__insight__desk__schemas__PersonOut"][] | null;
        };
        /**
         * CellSegmentOut
         * @description A cell as a segment; no definition where the segment language cannot say it, and then why.
         */
        CellSegmentOut: {
            definition: components["schemas"]["Definition-Output"] | null;
            /** Why */
            why: string;
        };
        /**
         * CellSnapshotIn
         * @description The cell whose people are kept, and what they are called on screens.
         */
        CellSnapshotIn: {
            cell: components["schemas"]["Cell"];
            /** Id */
            id?: string | null;
            /**
             * Label
             * @default
             */
            label: string;
            /** Question */
            question: components["schemas"]["Trends-Input"] | components["schemas"]["Funnel-Input"] | components["schemas"]["Retention-Input"] | components["schemas"]["Paths-Input"] | components["schemas"]["Distribution-Input"] | components["schemas"]["Stickiness-Input"] | components["schemas"]["LifeCycle-Input"] | components["schemas"]["Intervals-Input"] | components["schemas"]["AttributionQuestion-Input"] | components["schemas"]["QualityQuestion-Input"] | components["schemas"]["FlowQuestion-Input"] | components["schemas"]["ValueQuestion-Input"] | components["schemas"]["RepurchaseQuestion-Input"] | components["schemas"]["RfmQuestion-Input"] | components["schemas"]["PaybackQuestion-Input"] | components["schemas"]["MetricQuestion-Input"];
        };
        /**
         * CellSnapshotOut
         * @description Who was behind a figure, kept for good: the snapshot's number, how many, and the segment that holds them.
         */
        CellSnapshotOut: {
            definition: components["schemas"]["Definition-Output"];
            /** Number */
            number: number;
            /** People */
            people: number;
            /**
             * Taken At
             * Format: date-time
             */
            taken_at: string;
        };
        /**
         * ChangeIn
         * @description What a segment becomes; ``version`` is the one that the author saw.
         */
        ChangeIn: {
            definition: components["schemas"]["Definition-Input"];
            /**
             * Note
             * @description what it is for
             * @default
             */
            note: string;
            /** Version */
            version: number;
        };
        /**
         * ChannelReportOut
         * @description People by the public channel that brought them first. Descriptive: it says what happened, not what caused it.
         */
        ChannelReportOut: {
            anonymous: components["schemas"]["AnonymousOut"];
            /**
             * Causal
             * @default false
             */
            causal: boolean;
            /** Channels */
            channels: components["schemas"]["huoshui__insight__schemas__ChannelOut"][];
            /** Definitions */
            definitions: {
                [key: string]: components["schemas"]["DefinitionOut"];
            };
            /**
             * Definitions Version
             * @default 1
             */
            definitions_version: number;
            freshness: components["schemas"]["FreshnessOut"];
            /** Parameters */
            parameters: {
                [key: string]: unknown;
            };
            /** Since */
            since: string | null;
            /** Sql */
            sql: {
                [key: string]: string;
            };
            /**
             * Timezone
             * @default Asia/Shanghai
             */
            timezone: string;
            total: components["schemas"]["FunnelOut"];
            /** Until */
            until: string | null;
        };
        /**
         * ClassOut
         * @description How the mixture sees a class: interactions a day, and how often each sign shows.
         */
        ClassOut: {
            /** Interactions A Day */
            interactions_a_day: number;
            /** Signs */
            signs: {
                [key: string]: number;
            };
        };
        /**
         * ClicksOut
         * @description Clicks of one day (Beijing), environment and variant: of people who were sent on, of how many different ones, of
         *     people who were not sent on (expired, paused, full, no password), and of robots.
         */
        ClicksOut: {
            /**
             * Day
             * Format: date
             */
            day: string;
            environment: components["schemas"]["Environment"];
            /** Robots */
            robots: number;
            /** Sent */
            sent: number;
            /** Turned Away */
            turned_away: number;
            /** Variant */
            variant: number;
            /** Visitors */
            visitors: number;
        };
        /**
         * Clock
         * @description A time of day in Beijing, without its end; 22:00 to 06:00 goes over midnight.
         */
        Clock: {
            /** From */
            from: string;
            /** To */
            to: string;
        };
        /**
         * Close
         * @description Who has a score of intimacy like this, 0 to 100, as the last run over everybody has it.
         */
        Close: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            kind: "intimacy";
            /** Test */
            test: components["schemas"]["NumberTest"] | components["schemas"]["NumberBetween"];
        };
        /**
         * ClosenessOut
         * @description How close a person is right now, why, how their trust changed, and what would bring them closer. ``score`` is null
         *     for who did nothing that speaks for or against it. ``contactability`` is 0 for who deleted us and can be reached no
         *     other way. ``answered``: their answers against our pushes; ``served``: our answers against their questions.
         */
        ClosenessOut: {
            answered: components["schemas"]["ShareOut"];
            /** Contactability */
            contactability: number;
            model: components["schemas"]["ModelOut"];
            /** Moves */
            moves: components["schemas"]["huoshui__audiences__intimacy__schemas__person__MoveOut"][];
            /** Person */
            person: string;
            /** Relations */
            relations: components["schemas"]["RelationOut"][];
            score: components["schemas"]["ScoreOut"] | null;
            served: components["schemas"]["ShareOut"];
            /** Suggestions */
            suggestions: components["schemas"]["SuggestionOut"][];
            trust: components["schemas"]["TrustOut"] | null;
        };
        /**
         * Cohort
         * @description Who began in one bucket.
         */
        Cohort: {
            /** Bucket */
            bucket: string;
            cell: components["schemas"]["Cell"];
            /** Returns */
            returns: components["schemas"]["Return"][];
            /** Size */
            size: number;
        };
        /**
         * CohortOut
         * @description People who began alike.
         */
        CohortOut: {
            cell: components["schemas"]["Cell"];
            /** Key */
            key: string;
            /** Label */
            label: string;
            /** Net Fen */
            net_fen: number;
            /** People */
            people: number;
            /** Worth */
            worth: components["schemas"]["WorthOut"][];
        };
        /**
         * ConsentIn
         * @description What a person answered; ``evidence`` says where and how.
         */
        ConsentIn: {
            /**
             * Channel
             * @default all
             */
            channel: string;
            /** Evidence */
            evidence: string;
            /** Granted */
            granted: boolean;
            /** Purpose */
            purpose: string;
        };
        /**
         * ConsentOut
         * @description What the person's lines come to for one purpose and channel, and the line that decided.
         */
        ConsentOut: {
            /** Allowed */
            allowed: boolean;
            /** At */
            at: string | null;
            /** Channel */
            channel: string;
            /** Evidence */
            evidence: string;
            /** Note */
            note: string;
            /** Purpose */
            purpose: string;
            /** Said */
            said: string;
        };
        /**
         * Consented
         * @description Who granted a purpose on a channel, or on all of them, and did not withdraw. No answer is no.
         */
        Consented: {
            /**
             * Channel
             * @default all
             */
            channel: string;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            kind: "consent";
            purpose: components["schemas"]["Purpose"];
        };
        /**
         * ContactOut
         * @description A person whom a member of staff knows: the score of the two, by its parts, and when either last did something.
         */
        ContactOut: {
            /** Active */
            active: boolean;
            /**
             * Latest At
             * Format: date-time
             */
            latest_at: string;
            /** Parts */
            parts: {
                [key: string]: number;
            };
            /** Person */
            person: string;
            /** Score */
            score: number;
        };
        /**
         * ContactsOut
         * @description The people in scope whom a member of staff knows, closest first; ``people`` counts them all.
         */
        ContactsOut: {
            /** Contacts */
            contacts: components["schemas"]["ContactOut"][];
            /** People */
            people: number;
            /** Staff */
            staff: string;
        };
        /**
         * CostIn
         * @description What was paid for a channel on a day.
         */
        CostIn: {
            /**
             * Campaign
             * @default
             */
            campaign: string;
            /** Channel */
            channel: string;
            /**
             * Day
             * Format: date
             */
            day: string;
            /** Fen */
            fen: number;
        };
        /**
         * CostOut
         * @description What was paid for a channel on a day.
         */
        CostOut: {
            /** Campaign */
            campaign: string;
            /** Channel */
            channel: string;
            /**
             * Day
             * Format: date
             */
            day: string;
            /** Fen */
            fen: number;
        };
        /**
         * CostsIn
         * @description Costs to take in; a line that is sent again replaces the one before.
         */
        CostsIn: {
            /** Costs */
            costs: components["schemas"]["CostIn"][];
        };
        /**
         * CountOut
         * @description How many people are in a segment at a moment: exact.
         */
        CountOut: {
            /**
             * Counted At
             * Format: date-time
             */
            counted_at: string;
            /** People */
            people: number;
        };
        /**
         * CreditOut
         * @description What a model gives; ``low`` and ``high`` bound 95 % of the chance in ``conversions``.
         *
         *     ``value_fen_per_person`` is the credited money over the people it touched: how to compare large and small channels.
         */
        CreditOut: {
            /** Conversions */
            conversions: number;
            /** High */
            high: number | null;
            /** Low */
            low: number | null;
            /** Value Fen */
            value_fen: number;
            /** Value Fen Per Person */
            value_fen_per_person: number | null;
        };
        /**
         * CutsOut
         * @description From where on a value is high: bought at most so many days ago, so many orders, so much money in fen.
         */
        CutsOut: {
            /** Days */
            days: number;
            /** Net Fen */
            net_fen: number;
            /** Orders */
            orders: number;
        };
        /**
         * DateAge
         * @description How long ago a day is by the calendar of Beijing, in whole units: at least the first number, less than the second.
         *
         *     ``[3, 6]`` months of a birth date: from the day on which somebody is three months old, up to that of six months. A
         *     month that has no such day ends on its last. Numbers below 0 are days to come.
         */
        DateAge: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            op: "age";
            /**
             * Type
             * @constant
             */
            type: "date";
            /**
             * Unit
             * @enum {string}
             */
            unit: "days" | "weeks" | "months" | "years";
            /** Value */
            value: [
                number,
                number
            ];
        };
        /**
         * DateBetween
         * @description A moment in a period; its end is not part of it.
         */
        DateBetween: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            op: "between";
            /**
             * Type
             * @constant
             */
            type: "date";
            /** Value */
            value: [
                string,
                string
            ];
        };
        /**
         * DateRelative
         * @description A moment by its distance from now: at most so long ago, longer ago than that, or at most so far ahead.
         */
        DateRelative: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            op: "longer_ago" | "within_last" | "within_next";
            /**
             * Type
             * @constant
             */
            type: "date";
            /**
             * Value
             * @description seconds, minutes, hours, days of 24 hours, or weeks: 90s, 30m, 3h, 7d, 2w
             * @example 7d
             */
            value: string;
        };
        /**
         * DateTest
         * @description A moment before another, or since it (not before it).
         */
        DateTest: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            op: "before" | "since";
            /**
             * Type
             * @constant
             */
            type: "date";
            /**
             * Value
             * @description a moment with its zone, or a day in Beijing
             */
            value: string;
        };
        /**
         * Days
         * @description A period of days in the zone of the question: ``from`` is part of it, ``to`` is not.
         */
        Days: {
            /**
             * From
             * Format: date
             */
            from: string;
            /**
             * To
             * Format: date
             */
            to: string;
        };
        /**
         * DecisionIn
         * @description What the two are.
         */
        DecisionIn: {
            /**
             * Merge
             * @description true: one person whatever the limits say; false: two, for good
             */
            merge: boolean;
        };
        /**
         * Definition
         * @description What a segment is.
         */
        "Definition-Input": {
            /**
             * Version
             * @constant
             */
            version: 1;
            /** Where */
            where: components["schemas"]["All-Input"] | components["schemas"]["Some-Input"] | components["schemas"]["Not-Input"] | components["schemas"]["AsOf-Input"] | components["schemas"]["Used"] | components["schemas"]["InAipl"] | components["schemas"]["InTier"] | components["schemas"]["InLifeCycle"] | components["schemas"]["Known"] | components["schemas"]["TraitIs"] | components["schemas"]["Tagged"] | components["schemas"]["Consented"] | components["schemas"]["Reachable"] | components["schemas"]["OrdersCounted"] | components["schemas"]["OrdersAt"] | components["schemas"]["Did"] | components["schemas"]["DidAt"] | components["schemas"]["Sequence"] | components["schemas"]["FirstChannel"] | components["schemas"]["Close"] | components["schemas"]["Trusting"] | components["schemas"]["Frozen"] | components["schemas"]["Bucket"];
        };
        /**
         * Definition
         * @description What a segment is.
         */
        "Definition-Output": {
            /**
             * Version
             * @constant
             */
            version: 1;
            /** Where */
            where: components["schemas"]["All-Output"] | components["schemas"]["Some-Output"] | components["schemas"]["Not-Output"] | components["schemas"]["AsOf-Output"] | components["schemas"]["Used"] | components["schemas"]["InAipl"] | components["schemas"]["InTier"] | components["schemas"]["InLifeCycle"] | components["schemas"]["Known"] | components["schemas"]["TraitIs"] | components["schemas"]["Tagged"] | components["schemas"]["Consented"] | components["schemas"]["Reachable"] | components["schemas"]["OrdersCounted"] | components["schemas"]["OrdersAt"] | components["schemas"]["Did"] | components["schemas"]["DidAt"] | components["schemas"]["Sequence"] | components["schemas"]["FirstChannel"] | components["schemas"]["Close"] | components["schemas"]["Trusting"] | components["schemas"]["Frozen"] | components["schemas"]["Bucket"];
        };
        /**
         * DefinitionOut
         * @description What a figure means.
         */
        DefinitionOut: {
            /** En */
            en: string;
            /** Zh */
            zh: string;
        };
        /**
         * DictionaryEntryOut
         * @description One semantic event.
         */
        DictionaryEntryOut: {
            /** Aipl */
            aipl: string;
            /** Chinese */
            chinese: string;
            /** Meaning */
            meaning: string;
            /** Name */
            name: string;
            /** Properties */
            properties: {
                [key: string]: string;
            };
        };
        /**
         * Did
         * @description How often a person did something, or what a number property of it comes to. Not to have done it is 0 times.
         */
        Did: {
            at?: components["schemas"]["Clock"] | null;
            /** Calls */
            calls?: ("track" | "page" | "screen")[] | null;
            /** Channels */
            channels?: string[] | null;
            /** Events */
            events?: string[] | null;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            kind: "did";
            /**
             * Measure
             * @default count
             * @enum {string}
             */
            measure: "count" | "days" | "span_days" | "sum" | "average" | "min" | "max";
            /** Property */
            property?: string | null;
            /** Roles */
            roles?: ("A" | "I1" | "I2" | "P" | "L")[] | null;
            /**
             * Test
             * @default {
             *       "op": ">=",
             *       "type": "number",
             *       "value": 1
             *     }
             */
            test: components["schemas"]["NumberTest"] | components["schemas"]["NumberBetween"];
            /** Weekdays */
            weekdays?: number[] | null;
            /**
             * Where
             * @default []
             */
            where: components["schemas"]["Property"][];
            /** Within */
            within?: (components["schemas"]["Rolling"] | components["schemas"]["Absolute"]) | null;
        };
        /**
         * DidAt
         * @description When a person first or last did something.
         */
        DidAt: {
            at?: components["schemas"]["Clock"] | null;
            /** Calls */
            calls?: ("track" | "page" | "screen")[] | null;
            /** Channels */
            channels?: string[] | null;
            /** Events */
            events?: string[] | null;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            kind: "did_date";
            /**
             * Measure
             * @enum {string}
             */
            measure: "first" | "last";
            /** Roles */
            roles?: ("A" | "I1" | "I2" | "P" | "L")[] | null;
            /** Test */
            test: components["schemas"]["DateTest"] | components["schemas"]["DateBetween"] | components["schemas"]["DateRelative"] | components["schemas"]["DateAge"];
            /** Weekdays */
            weekdays?: number[] | null;
            /**
             * Where
             * @default []
             */
            where: components["schemas"]["Property"][];
            /** Within */
            within?: (components["schemas"]["Rolling"] | components["schemas"]["Absolute"]) | null;
        };
        /**
         * Difference
         * @description Whether groups differ in the conversion to a step more than chance explains.
         *
         *     ``p`` of the chi-squared test that all groups convert alike; for each group ``against_rest``, the p of the test
         *     against all others together, all of one step guarded by Holm's procedure. Groups of fewer than 10 are left out.
         */
        Difference: {
            /** Against Rest */
            against_rest: {
                [key: string]: number;
            };
            /** P */
            p: number;
            /** Step */
            step: number;
        };
        /**
         * DimensionOut
         * @description A dimension with its values and their Chinese names; of one whose values are found in the data, none.
         */
        DimensionOut: {
            /** Chinese */
            chinese: string;
            /** Name */
            name: string;
            /** Several */
            several: boolean;
            /** Values */
            values: {
                [key: string]: string;
            };
        };
        /**
         * Distribution
         * @description How something is distributed in the period.
         *
         *     ``of``: ``count`` of the events per person who did any; ``sum`` of a number property per person (who has any);
         *     ``value``: the property itself, event by event; ``hour`` of the day and ``weekday`` (1: Monday) by the clock of the
         *     zone. ``edges`` are where bins begin; by default they are picked. The first bin then holds all that is below the
         *     second edge, the last has no end.
         */
        "Distribution-Input": {
            /** Breakdown */
            breakdown?: (components["schemas"]["ByChannel"] | components["schemas"]["ByProperty"] | components["schemas"]["ByTrait"] | components["schemas"]["BySegments-Input"]) | null;
            /** Edges */
            edges?: number[] | null;
            events: components["schemas"]["Events"];
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            kind: "distribution";
            /**
             * Of
             * @default count
             * @enum {string}
             */
            of: "count" | "sum" | "value" | "hour" | "weekday";
            /** People */
            people?: (string | components["schemas"]["Definition-Input"]) | null;
            /** Period */
            period: components["schemas"]["Days"] | components["schemas"]["LastDays"];
            /** Property */
            property?: string | null;
            /**
             * Version
             * @default 1
             * @constant
             */
            version: 1;
            /**
             * Zone
             * @default Asia/Shanghai
             */
            zone: string;
        };
        /**
         * Distribution
         * @description How something is distributed in the period.
         *
         *     ``of``: ``count`` of the events per person who did any; ``sum`` of a number property per person (who has any);
         *     ``value``: the property itself, event by event; ``hour`` of the day and ``weekday`` (1: Monday) by the clock of the
         *     zone. ``edges`` are where bins begin; by default they are picked. The first bin then holds all that is below the
         *     second edge, the last has no end.
         */
        "Distribution-Output": {
            /** Breakdown */
            breakdown?: (components["schemas"]["ByChannel"] | components["schemas"]["ByProperty"] | components["schemas"]["ByTrait"] | components["schemas"]["BySegments-Output"]) | null;
            /** Edges */
            edges?: number[] | null;
            events: components["schemas"]["Events"];
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            kind: "distribution";
            /**
             * Of
             * @default count
             * @enum {string}
             */
            of: "count" | "sum" | "value" | "hour" | "weekday";
            /** People */
            people?: (string | components["schemas"]["Definition-Output"]) | null;
            /** Period */
            period: components["schemas"]["Days"] | components["schemas"]["LastDays"];
            /** Property */
            property?: string | null;
            /**
             * Version
             * @default 1
             * @constant
             */
            version: 1;
            /**
             * Zone
             * @default Asia/Shanghai
             */
            zone: string;
        };
        /**
         * DistributionLine
         * @description One group. Quantiles and mean are over people (count, sum) or events (value); time of day has none.
         */
        DistributionLine: {
            /** Bins */
            bins: components["schemas"]["Slot"][];
            /** Events */
            events: number;
            /** Group */
            group: string | null;
            /** Mean */
            mean: number | null;
            /** People */
            people: number;
            /** Quantiles */
            quantiles: {
                [key: string]: number;
            } | null;
        };
        /**
         * DistributionOut
         * @description Everybody in scope, of the last published run: by ten points of score (0–10, …, 90–100) and by trust stage.
         */
        DistributionOut: {
            /** Bins */
            bins: number[];
            /** Mean */
            mean: number | null;
            /** Model Version */
            model_version: number | null;
            /** People */
            people: number;
            /** Run */
            run: number | null;
            /** Scored At */
            scored_at: string | null;
            /** Stages */
            stages: {
                [key: string]: number;
            };
        };
        /**
         * DistributionResult
         * @description A line for everybody, or one for each group, the largest first.
         */
        DistributionResult: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            kind: "distribution";
            /** Lines */
            lines: components["schemas"]["DistributionLine"][];
            /**
             * Of
             * @enum {string}
             */
            of: "count" | "sum" | "value" | "hour" | "weekday";
        };
        /**
         * DrawingOut
         * @description A person as a graph.
         */
        DrawingOut: {
            /** Identifiers */
            identifiers: components["schemas"]["huoshui__identity__schemas__IdentifierOut"][];
            /** Links */
            links: components["schemas"]["huoshui__identity__schemas__LinkOut"][];
            /** Person */
            person: string;
        };
        /**
         * Edge
         * @description From one place of paths to the next; ``step`` counts from 1, of paths to an end backwards from it.
         *
         *     ``to`` is ``None`` where the path is over: the visit ended there (or, before an end, began there).
         */
        Edge: {
            /** Paths */
            paths: number;
            /** Since */
            since: string;
            /** Step */
            step: number;
            /** To */
            to: string | null;
        };
        /**
         * EdgeOut
         * @description A way: ``moves`` of the ``exposed`` who stood at its beginning or came there.
         */
        EdgeOut: {
            cell: components["schemas"]["Cell"];
            /** Conversion */
            conversion: number | null;
            /** Exposed */
            exposed: number;
            /** Leak */
            leak: boolean;
            /** Median Days */
            median_days: number | null;
            /** Moves */
            moves: number;
            /** People */
            people: number;
            source: components["schemas"]["Pool"];
            target: components["schemas"]["Pool"];
        };
        /**
         * Environment
         * @description What a link is opened in: 企业微信, 微信, 抖音, 小红书, …; ``phone`` and ``desktop`` are browsers.
         * @enum {string}
         */
        Environment: "wecom" | "wechat" | "douyin" | "xiaohongshu" | "kuaishou" | "weibo" | "bilibili" | "alipay" | "taobao" | "jd" | "qq" | "phone" | "desktop";
        /**
         * ErasureOut
         * @description The receipt of an erasure; ``counts`` is store → table → rows.
         */
        ErasureOut: {
            /**
             * At
             * Format: date-time
             */
            at: string;
            /** Counts */
            counts: {
                [key: string]: {
                    [key: string]: number;
                };
            };
            /** Finished At */
            finished_at: string | null;
            /** Identities */
            identities: string[];
            /** Person */
            person: string;
            /** Receipt */
            receipt: string;
            /** Requested By */
            requested_by: string;
            /** State */
            state: string;
        };
        /**
         * EstimateOut
         * @description What to see while composing: how many, some of them, how many each channel reaches for marketing, and how many
         *     granted each purpose on each channel (``purpose/channel``).
         */
        EstimateOut: {
            /** Consented */
            consented: {
                [key: string]: number;
            };
            /**
             * Counted At
             * Format: date-time
             */
            counted_at: string;
            /** People */
            people: number;
            /** Reachable */
            reachable: {
                [key: string]: number;
            };
            /** Sample */
            sample: components["schemas"]["MemberOut"][];
        };
        /**
         * EventConverts
         * @description Every event of these names; each is worth nothing but itself.
         */
        EventConverts: {
            /** Events */
            events: string[];
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            kind: "event";
        };
        /**
         * Events
         * @description Which events, by the segment language; all that is given must hold. Nothing given: every event.
         */
        Events: {
            at?: components["schemas"]["Clock"] | null;
            /** Calls */
            calls?: ("track" | "page" | "screen")[] | null;
            /** Channels */
            channels?: string[] | null;
            /** Events */
            events?: string[] | null;
            /** Label */
            label?: string | null;
            /** Roles */
            roles?: ("A" | "I1" | "I2" | "P" | "L")[] | null;
            /** Weekdays */
            weekdays?: number[] | null;
            /**
             * Where
             * @default []
             */
            where: components["schemas"]["Property"][];
        };
        /**
         * EventsOutcome
         * @description What a person did: whether at all, or how often.
         */
        EventsOutcome: {
            /** Events */
            events: string[];
            /**
             * Measure
             * @default did
             * @enum {string}
             */
            measure: "did" | "count";
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            of: "events";
        };
        /**
         * ExampleOut
         * @description A person, and those whom it would come apart into, or unite.
         */
        ExampleOut: {
            /** Others */
            others: string[];
            /** Person */
            person: string;
        };
        /**
         * Exclusion
         * @description What must not happen later than step ``after`` and before step ``before`` (from 1; default: the whole way).
         */
        Exclusion: {
            /**
             * After
             * @default 1
             */
            after: number;
            at?: components["schemas"]["Clock"] | null;
            /** Before */
            before?: number | null;
            /** Calls */
            calls?: ("track" | "page" | "screen")[] | null;
            /** Channels */
            channels?: string[] | null;
            /** Events */
            events?: string[] | null;
            /** Label */
            label?: string | null;
            /** Roles */
            roles?: ("A" | "I1" | "I2" | "P" | "L")[] | null;
            /** Weekdays */
            weekdays?: number[] | null;
            /**
             * Where
             * @default []
             */
            where: components["schemas"]["Property"][];
        };
        /**
         * Exists
         * @description There is a value, of whatever type.
         */
        Exists: {
            /**
             * Op
             * @default exists
             * @constant
             */
            op: "exists";
            /**
             * Type
             * @constant
             */
            type: "any";
        };
        /**
         * ExperimentIn
         * @description What an experiment becomes; ``version`` is the one that the author saw.
         */
        ExperimentIn: {
            plan: components["schemas"]["Plan-Input"];
            /** Version */
            version: number;
        };
        /**
         * ExperimentOut
         * @description An experiment; the condition of each arm in the segment language is in ``segments``.
         */
        ExperimentOut: {
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /** Created By */
            created_by: string;
            /** Id */
            id: number;
            plan: components["schemas"]["Plan-Output"];
            /** Salt */
            salt: string;
            /** Segments */
            segments: {
                [key: string]: {
                    [key: string]: unknown;
                };
            };
            /** Started At */
            started_at: string | null;
            /** State */
            state: string;
            /** Stopped At */
            stopped_at: string | null;
            /** Version */
            version: number;
        };
        /**
         * ExplainIn
         * @description Why a person is in a segment or not: by any identifier, or by number.
         */
        ExplainIn: {
            /** Person */
            person: string;
            segment: components["schemas"]["Definition-Input"];
        };
        /**
         * ExplanationOut
         * @description The chain of evidence between two identifiers, or what stands between them.
         */
        ExplanationOut: {
            /** Against */
            against: components["schemas"]["huoshui__identity__schemas__LinkOut"][];
            /** Chain */
            chain: components["schemas"]["huoshui__identity__schemas__LinkOut"][];
            /** Identifiers */
            identifiers: {
                [key: string]: components["schemas"]["huoshui__identity__schemas__IdentifierOut"];
            };
            /** One Person */
            one_person: boolean;
            /** Other Person */
            other_person: string;
            /** Person */
            person: string;
        };
        /**
         * FindingOut
         * @description One thing that was checked; ``advice`` is what to do next.
         */
        FindingOut: {
            /** Advice */
            advice: string;
            /** Found */
            found: string;
            /** Name */
            name: string;
            state: components["schemas"]["State"];
        };
        /**
         * FirstChannel
         * @description Whom one of these public channels brought: theirs is the earliest event on any; an empty text: none did.
         */
        FirstChannel: {
            /**
             * Channels
             * @description an empty text means: none said
             */
            channels: string[];
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            kind: "first_channel";
        };
        /**
         * FirstOrderConverts
         * @description Each person's first paid order, for what they are worth: all their net money so far and what the latest run of
         *     the value model expects of them.
         */
        FirstOrderConverts: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            kind: "lifetime";
        };
        /**
         * FitOut
         * @description A fit: its weights beside the defaults, its anchors, and its report on people that it had not seen.
         */
        FitOut: {
            /** Anchors */
            anchors: [
                number,
                number
            ][];
            /** Defaults */
            defaults: {
                [key: string]: number;
            };
            /** In Force */
            in_force: boolean;
            /** Label */
            label: string;
            /**
             * Made At
             * Format: date-time
             */
            made_at: string;
            /** Made By */
            made_by: string;
            /** Report */
            report: {
                [key: string]: unknown;
            };
            /** Verdict */
            verdict: string;
            /** Version */
            version: number;
            /** Weights */
            weights: {
                [key: string]: number;
            };
        };
        /**
         * FixIn
         * @description What to lay over each released event.
         */
        FixIn: {
            /** Identifiers */
            identifiers?: [
                string,
                string
            ][] | null;
            /** Name */
            name?: string | null;
            /**
             * Occurred At
             * @description milliseconds since 1970-01-01 UTC
             */
            occurred_at?: number | null;
            /** Properties */
            properties?: {
                [key: string]: unknown;
            } | null;
            /** Traits */
            traits?: {
                [key: string]: unknown;
            } | null;
        };
        /**
         * FlowMapOut
         * @description The result with what it was made of.
         */
        FlowMapOut: {
            before: components["schemas"]["MapOut"] | null;
            /**
             * Causal
             * @default false
             */
            causal: boolean;
            /**
             * Formula En
             * @default v = r + P·r: r(i) is the net money of a person in pool i in one period, P the shares who move or stay; gain = 10 % × moves(i→j) × (v(j) − v(i)), of leaks the reverse; elasticity = gain ÷ 10 % ÷ Σ n·v. Descriptive: test it by a hold-out.
             */
            formula_en: string;
            /**
             * Formula Zh
             * @default v = r + P·r：r(i) 是一个人在 i 池一期的净收，P 是该期移动率（含留下的）；增益 = 10% × 移动人数(i→j) × (v(j) − v(i))，流失方向取反；弹性 = 增益 ÷ 10% ÷ Σ n·v
             */
            formula_zh: string;
            freshness: components["schemas"]["FreshnessOut"];
            /**
             * Kind
             * @default flow_map
             * @constant
             */
            kind: "flow_map";
            map: components["schemas"]["MapOut"];
            question: components["schemas"]["FlowQuestion-Output"];
            /**
             * Since
             * Format: date-time
             */
            since: string;
            /** Statements */
            statements: components["schemas"]["QueriedOut"][];
            /**
             * Until
             * Format: date-time
             */
            until: string;
            /** Zone */
            zone: string;
        };
        /**
         * FlowMapResult
         * @description Where people stood, which ways they went, and where a push would pay most. Descriptive.
         */
        FlowMapResult: {
            before: components["schemas"]["MapOut"] | null;
            /**
             * Formula En
             * @default v = r + P·r: r(i) is the net money of a person in pool i in one period, P the shares who move or stay; gain = 10 % × moves(i→j) × (v(j) − v(i)), of leaks the reverse; elasticity = gain ÷ 10 % ÷ Σ n·v. Descriptive: test it by a hold-out.
             */
            formula_en: string;
            /**
             * Formula Zh
             * @default v = r + P·r：r(i) 是一个人在 i 池一期的净收，P 是该期移动率（含留下的）；增益 = 10% × 移动人数(i→j) × (v(j) − v(i))，流失方向取反；弹性 = 增益 ÷ 10% ÷ Σ n·v
             */
            formula_zh: string;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            kind: "flow_map";
            map: components["schemas"]["MapOut"];
        };
        /**
         * FlowOut
         * @description Who went from which level to which between the ends of two days in Beijing; ``leaks`` are the largest losses.
         */
        FlowOut: {
            /**
             * Answered At
             * Format: date-time
             */
            answered_at: string;
            /** Cells */
            cells: components["schemas"]["CellOut"][];
            /**
             * From
             * Format: date
             */
            from: string;
            /** Leaks */
            leaks: components["schemas"]["LeakOut"][];
            /** Levels */
            levels: components["schemas"]["LevelOut"][];
            /** Moved */
            moved: components["schemas"]["huoshui__audiences__layers__schemas__figures__MovedOut"][];
            rules: components["schemas"]["RulesOut"];
            /**
             * Timezone
             * @default Asia/Shanghai
             */
            timezone: string;
            /**
             * To
             * Format: date
             */
            to: string;
        };
        /**
         * FlowQuestion
         * @description Where people stood when the period began and when it ended, and which ways they went between.
         *
         *     A person is lost after ``lost_days`` without any act of their own, or an order, and is found again by the next.
         */
        "FlowQuestion-Input": {
            /**
             * Compare
             * @default true
             */
            compare: boolean;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            kind: "flow_map";
            /**
             * Lost Days
             * @default 90
             */
            lost_days: number;
            /** People */
            people?: (string | components["schemas"]["Definition-Input"]) | null;
            /**
             * Period
             * @default {
             *       "last_days": 90
             *     }
             */
            period: components["schemas"]["Days"] | components["schemas"]["LastDays"];
            /**
             * Version
             * @default 1
             * @constant
             */
            version: 1;
            /**
             * Zone
             * @default Asia/Shanghai
             */
            zone: string;
        };
        /**
         * FlowQuestion
         * @description Where people stood when the period began and when it ended, and which ways they went between.
         *
         *     A person is lost after ``lost_days`` without any act of their own, or an order, and is found again by the next.
         */
        "FlowQuestion-Output": {
            /**
             * Compare
             * @default true
             */
            compare: boolean;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            kind: "flow_map";
            /**
             * Lost Days
             * @default 90
             */
            lost_days: number;
            /** People */
            people?: (string | components["schemas"]["Definition-Output"]) | null;
            /**
             * Period
             * @default {
             *       "last_days": 90
             *     }
             */
            period: components["schemas"]["Days"] | components["schemas"]["LastDays"];
            /**
             * Version
             * @default 1
             * @constant
             */
            version: 1;
            /**
             * Zone
             * @default Asia/Shanghai
             */
            zone: string;
        };
        /**
         * FollowerOut
         * @description One of a channel's people; ``reasons`` are codes, ``reasons_zh`` how one reads them.
         */
        FollowerOut: {
            /** Chance */
            chance: {
                [key: string]: number;
            };
            /** Days */
            days: number;
            /** Interactions */
            interactions: number;
            /** Person */
            person: string;
            /** Reasons */
            reasons: string[];
            /** Reasons Zh */
            reasons_zh: string[];
        };
        /**
         * FollowersOut
         * @description Who of a channel's people is most probably of a class.
         */
        FollowersOut: {
            /**
             * Causal
             * @default false
             */
            causal: boolean;
            freshness: components["schemas"]["FreshnessOut"];
            /**
             * Note
             * @default 标签是概率，不是定论：可从分母和付费触达中剔除，绝不据此删除任何人 a label is a chance: leave likely fakes out of denominators and paid touches, never delete by it
             */
            note: string;
            /** People */
            people: components["schemas"]["FollowerOut"][];
            question: components["schemas"]["FollowersQuestion-Output"];
            /**
             * Since
             * Format: date-time
             */
            since: string;
            /** Statements */
            statements: components["schemas"]["QueriedOut"][];
            /**
             * Until
             * Format: date-time
             */
            until: string;
            /** Zone */
            zone: string;
        };
        /**
         * FollowersQuestion
         * @description Who of a channel's people is most probably of a class, with the reasons.
         */
        "FollowersQuestion-Input": {
            /** Channel */
            channel: string;
            /**
             * Kind
             * @default channel_quality
             * @constant
             */
            kind: "channel_quality";
            /**
             * Limit
             * @default 100
             */
            limit: number;
            /**
             * Of
             * @default fake
             * @enum {string}
             */
            of: "active" | "silent" | "fake";
            /** People */
            people?: (string | components["schemas"]["Definition-Input"]) | null;
            /**
             * Period
             * @default {
             *       "last_days": 90
             *     }
             */
            period: components["schemas"]["Days"] | components["schemas"]["LastDays"];
            /**
             * Version
             * @default 1
             * @constant
             */
            version: 1;
            /**
             * Zone
             * @default Asia/Shanghai
             */
            zone: string;
        };
        /**
         * FollowersQuestion
         * @description Who of a channel's people is most probably of a class, with the reasons.
         */
        "FollowersQuestion-Output": {
            /** Channel */
            channel: string;
            /**
             * Kind
             * @default channel_quality
             * @constant
             */
            kind: "channel_quality";
            /**
             * Limit
             * @default 100
             */
            limit: number;
            /**
             * Of
             * @default fake
             * @enum {string}
             */
            of: "active" | "silent" | "fake";
            /** People */
            people?: (string | components["schemas"]["Definition-Output"]) | null;
            /**
             * Period
             * @default {
             *       "last_days": 90
             *     }
             */
            period: components["schemas"]["Days"] | components["schemas"]["LastDays"];
            /**
             * Version
             * @default 1
             * @constant
             */
            version: 1;
            /**
             * Zone
             * @default Asia/Shanghai
             */
            zone: string;
        };
        /**
         * FreshnessOut
         * @description How new the figures are: when the newest events were stored; `waiting` counts what is not in every figure yet:
         *     `batches` of events whose people and orders are not worked out, and `orders` that the mirror has not seen.
         */
        FreshnessOut: {
            /**
             * Answered At
             * Format: date-time
             */
            answered_at: string;
            /** Newest Event At */
            newest_event_at: string | null;
            /** Waiting */
            waiting: {
                [key: string]: number;
            };
        };
        /**
         * Frozen
         * @description Who was in a snapshot when it was taken, whoever they are today; ``label`` is what it is called on screens.
         */
        Frozen: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            kind: "snapshot";
            /** Label */
            label?: string | null;
            /** Number */
            number: number;
        };
        /**
         * Funnel
         * @description How far people come.
         *
         *     An entry is an event of the first step in the period; from there each step is the first event of it later than the
         *     step before (never at the same moment), not later than ``within`` after the entry, also when that is after the
         *     period. ``strict``: it must be among what the person does at the very next moment at which they do anything.
         *     ``any``: an entry is an event of any step, and the steps are done in whatever order; step i is "i of them".
         *
         *     An exclusion in between ends the way there. ``hold``: all steps have the same value of this property. A person
         *     counts once, by the entry from which they come farthest, of those the earliest; with ``count`` = ``entries`` each
         *     entry counts.
         */
        "Funnel-Input": {
            /** Breakdown */
            breakdown?: (components["schemas"]["ByChannel"] | components["schemas"]["ByProperty"] | components["schemas"]["ByTrait"] | components["schemas"]["BySegments-Input"]) | null;
            /**
             * Count
             * @default people
             * @enum {string}
             */
            count: "people" | "entries";
            /**
             * Exclusions
             * @default []
             */
            exclusions: components["schemas"]["Exclusion"][];
            /** Hold */
            hold?: string | null;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            kind: "funnel";
            /**
             * Order
             * @default ordered
             * @enum {string}
             */
            order: "ordered" | "strict" | "any";
            /** People */
            people?: (string | components["schemas"]["Definition-Input"]) | null;
            /** Period */
            period: components["schemas"]["Days"] | components["schemas"]["LastDays"];
            /** Steps */
            steps: components["schemas"]["Events"][];
            /**
             * Times
             * @default true
             */
            times: boolean;
            /**
             * Version
             * @default 1
             * @constant
             */
            version: 1;
            /**
             * Within
             * @description seconds, minutes, hours, days of 24 hours, or weeks: 90s, 30m, 3h, 7d, 2w
             * @default 7d
             * @example 7d
             */
            within: string;
            /**
             * Zone
             * @default Asia/Shanghai
             */
            zone: string;
        };
        /**
         * Funnel
         * @description How far people come.
         *
         *     An entry is an event of the first step in the period; from there each step is the first event of it later than the
         *     step before (never at the same moment), not later than ``within`` after the entry, also when that is after the
         *     period. ``strict``: it must be among what the person does at the very next moment at which they do anything.
         *     ``any``: an entry is an event of any step, and the steps are done in whatever order; step i is "i of them".
         *
         *     An exclusion in between ends the way there. ``hold``: all steps have the same value of this property. A person
         *     counts once, by the entry from which they come farthest, of those the earliest; with ``count`` = ``entries`` each
         *     entry counts.
         */
        "Funnel-Output": {
            /** Breakdown */
            breakdown?: (components["schemas"]["ByChannel"] | components["schemas"]["ByProperty"] | components["schemas"]["ByTrait"] | components["schemas"]["BySegments-Output"]) | null;
            /**
             * Count
             * @default people
             * @enum {string}
             */
            count: "people" | "entries";
            /**
             * Exclusions
             * @default []
             */
            exclusions: components["schemas"]["Exclusion"][];
            /** Hold */
            hold?: string | null;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            kind: "funnel";
            /**
             * Order
             * @default ordered
             * @enum {string}
             */
            order: "ordered" | "strict" | "any";
            /** People */
            people?: (string | components["schemas"]["Definition-Output"]) | null;
            /** Period */
            period: components["schemas"]["Days"] | components["schemas"]["LastDays"];
            /** Steps */
            steps: components["schemas"]["Events"][];
            /**
             * Times
             * @default true
             */
            times: boolean;
            /**
             * Version
             * @default 1
             * @constant
             */
            version: 1;
            /**
             * Within
             * @description seconds, minutes, hours, days of 24 hours, or weeks: 90s, 30m, 3h, 7d, 2w
             * @default 7d
             * @example 7d
             */
            within: string;
            /**
             * Zone
             * @default Asia/Shanghai
             */
            zone: string;
        };
        /**
         * FunnelLine
         * @description One group's way.
         */
        FunnelLine: {
            converted: components["schemas"]["Share"];
            /** Entered */
            entered: number;
            /** Group */
            group: string | null;
            /** Steps */
            steps: components["schemas"]["FunnelStep"][];
            whole: components["schemas"]["Waiting"] | null;
        };
        /**
         * FunnelOut
         * @description How far people came; `again` is bought again, on another day.
         */
        FunnelOut: {
            /** Again */
            again: number;
            /** Bought */
            bought: number;
            /** Came */
            came: number;
            /** Known */
            known: number;
            /** Net Fen */
            net_fen: number;
            /** Rates */
            rates: {
                [key: string]: components["schemas"]["RateOut"];
            };
            /** Reachable */
            reachable: number;
        };
        /**
         * FunnelResult
         * @description A line for everybody, or one for each group, the largest first.
         */
        FunnelResult: {
            /**
             * Counted
             * @enum {string}
             */
            counted: "people" | "entries";
            /** Differences */
            differences: components["schemas"]["Difference"][];
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            kind: "funnel";
            /** Lines */
            lines: components["schemas"]["FunnelLine"][];
            /**
             * Order
             * @enum {string}
             */
            order: "ordered" | "strict" | "any";
            /**
             * Within
             * @description seconds, minutes, hours, days of 24 hours, or weeks: 90s, 30m, 3h, 7d, 2w
             * @example 7d
             */
            within: string;
        };
        /**
         * FunnelStep
         * @description One step: how many reached it, of those at the step before, and of all; how many left after it; how long the step
         *     took from the one before. ``open``: of those who left, how many still have time to go on (not told without times).
         */
        FunnelStep: {
            cell: components["schemas"]["Cell"];
            cell_left: components["schemas"]["Cell"];
            conversion: components["schemas"]["Share"];
            /** Label */
            label: string;
            /** Left */
            left: number;
            /** Open */
            open: number | null;
            /** Reached */
            reached: number;
            /** Step */
            step: number;
            total: components["schemas"]["Share"];
            waiting: components["schemas"]["Waiting"] | null;
        };
        /**
         * Goal
         * @description A metric of an experiment; ``better`` tells which way is meant to be good.
         */
        Goal: {
            /**
             * Better
             * @default up
             * @enum {string}
             */
            better: "up" | "down";
            /** Name */
            name: string;
            /** Outcome */
            outcome: components["schemas"]["OrdersOutcome"] | components["schemas"]["EventsOutcome"];
        };
        /**
         * GroupOut
         * @description One of the eight groups, and who they are.
         */
        GroupOut: {
            /** Chinese */
            chinese: string;
            /** Median Days */
            median_days: number | null;
            /** Name */
            name: string;
            /** Net Fen */
            net_fen: number;
            /** Orders */
            orders: number;
            /** People */
            people: number;
            segment: components["schemas"]["Definition-Output"];
        };
        /** HTTPValidationError */
        HTTPValidationError: {
            /** Detail */
            detail?: components["schemas"]["ValidationError"][];
        };
        /**
         * HeldOut
         * @description What the first arm is kept from: a channel, campaign, code or creative, as attribution names it.
         */
        HeldOut: {
            /**
             * By
             * @enum {string}
             */
            by: "channel" | "campaign" | "code" | "creative";
            /** Value */
            value: string;
        };
        /**
         * HeldTraitOut
         * @description A trait without anybody's value.
         */
        HeldTraitOut: {
            /**
             * Decided
             * @description whether the house chose the policy itself
             */
            decided: boolean;
            /**
             * Known
             * @description how many of them hold an identifier that proves who they are
             */
            known: number;
            /** Name */
            name: string;
            /**
             * People
             * @description how many people have it
             */
            people: number;
            /**
             * Policy
             * @description which of several values counts
             */
            policy: string;
            /**
             * Types
             * @description as which types of the segment language somebody's value can be read
             */
            types: string[];
        };
        /**
         * HeldTraitsOut
         * @description A page of traits, those of most people first; ``next`` is the ``after`` of the page that follows.
         */
        HeldTraitsOut: {
            /** Next */
            next: string | null;
            /** Traits */
            traits: components["schemas"]["HeldTraitOut"][];
        };
        /**
         * ImportOut
         * @description An upload and what became of it.
         */
        ImportOut: {
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /** Created By */
            created_by: string;
            /** Dry Run */
            dry_run: boolean;
            /** Error */
            error: {
                [key: string]: unknown;
            } | null;
            /** Events */
            events: {
                [key: string]: number;
            };
            /**
             * Exported At
             * Format: date-time
             */
            exported_at: string;
            /** File */
            file: string;
            /** Finished At */
            finished_at: string | null;
            /** Id */
            id: number;
            /** Imported */
            imported: number;
            /** People */
            people: {
                [key: string]: number;
            };
            /** Problems */
            problems: components["schemas"]["ProblemOut"][];
            /** Reasons */
            reasons: {
                [key: string]: number;
            };
            /** Records */
            records: number;
            /** Refused */
            refused: number;
            /** Results */
            results: {
                [key: string]: number;
            };
            /** Rows */
            rows: number;
            /** Size */
            size: number;
            /** Skipped */
            skipped: {
                [key: string]: number;
            };
            state: components["schemas"]["ImportState"];
            /** Tables */
            tables: {
                [key: string]: unknown;
            }[];
            /** Total */
            total: number;
            /** Undone */
            undone: {
                [key: string]: number;
            };
        };
        /**
         * ImportState
         * @description Where an import stands: 排队, 进行中, 已完成, 试算完成, 失败, 撤销中, 已撤销.
         * @enum {string}
         */
        ImportState: "queued" | "running" | "finished" | "dry_run" | "failed" | "undoing" | "undone";
        /**
         * InAipl
         * @description Who is at one of these stages by the brand's AIPL rules; I is I1 and I2, ``none`` who is at none.
         */
        InAipl: {
            /**
             * Count
             * @default platform
             * @enum {string}
             */
            count: "platform" | "active";
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            kind: "aipl";
            /** Stages */
            stages: string[];
        };
        /**
         * InEnglish
         * @description What the definition says in words, for those who read English.
         */
        InEnglish: {
            /**
             * Difference
             * @default
             */
            difference: string;
            /**
             * Formula
             * @default
             */
            formula: string;
            /**
             * Note
             * @default
             */
            note: string;
            /**
             * Official
             * @default
             */
            official: string;
            /**
             * Window
             * @default
             */
            window: string;
        };
        /**
         * InForceIn
         * @description Which fit to put in force; 0 is the default weights.
         */
        InForceIn: {
            /** Version */
            version: number;
        };
        /**
         * InLifeCycle
         * @description Who is at one of these stages of a customer's life by the brand's rules; ``none``: at none.
         */
        InLifeCycle: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            kind: "life_cycle";
            /** Stages */
            stages: string[];
        };
        /**
         * InTier
         * @description Who is in one of these fan tiers by the brand's rules; ``none``: in no tier.
         */
        InTier: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            kind: "tier";
            /** Tiers */
            tiers: string[];
        };
        /**
         * Intervals
         * @description How long it takes from ``start`` to ``end`` (default: to the next ``start``).
         *
         *     An interval leads from a moment of ``start`` in the period to the next later moment of ``end``, when no other moment
         *     of ``start`` lies between the two; not longer than ``within``, also when it ends after the period. The group of an
         *     event is that of its start.
         */
        "Intervals-Input": {
            /** Breakdown */
            breakdown?: (components["schemas"]["ByChannel"] | components["schemas"]["ByProperty"] | components["schemas"]["ByTrait"] | components["schemas"]["BySegments-Input"]) | null;
            end?: components["schemas"]["Events"] | null;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            kind: "intervals";
            /** People */
            people?: (string | components["schemas"]["Definition-Input"]) | null;
            /** Period */
            period: components["schemas"]["Days"] | components["schemas"]["LastDays"];
            start: components["schemas"]["Events"];
            /**
             * Version
             * @default 1
             * @constant
             */
            version: 1;
            /**
             * Within
             * @description seconds, minutes, hours, days of 24 hours, or weeks: 90s, 30m, 3h, 7d, 2w
             * @default 90d
             * @example 7d
             */
            within: string;
            /**
             * Zone
             * @default Asia/Shanghai
             */
            zone: string;
        };
        /**
         * Intervals
         * @description How long it takes from ``start`` to ``end`` (default: to the next ``start``).
         *
         *     An interval leads from a moment of ``start`` in the period to the next later moment of ``end``, when no other moment
         *     of ``start`` lies between the two; not longer than ``within``, also when it ends after the period. The group of an
         *     event is that of its start.
         */
        "Intervals-Output": {
            /** Breakdown */
            breakdown?: (components["schemas"]["ByChannel"] | components["schemas"]["ByProperty"] | components["schemas"]["ByTrait"] | components["schemas"]["BySegments-Output"]) | null;
            end?: components["schemas"]["Events"] | null;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            kind: "intervals";
            /** People */
            people?: (string | components["schemas"]["Definition-Output"]) | null;
            /** Period */
            period: components["schemas"]["Days"] | components["schemas"]["LastDays"];
            start: components["schemas"]["Events"];
            /**
             * Version
             * @default 1
             * @constant
             */
            version: 1;
            /**
             * Within
             * @description seconds, minutes, hours, days of 24 hours, or weeks: 90s, 30m, 3h, 7d, 2w
             * @default 90d
             * @example 7d
             */
            within: string;
            /**
             * Zone
             * @default Asia/Shanghai
             */
            zone: string;
        };
        /**
         * IntervalsLine
         * @description One group; quantiles in seconds are intervals that occurred, ``None`` when there are none.
         */
        IntervalsLine: {
            /** Group */
            group: string | null;
            /** Histogram */
            histogram: components["schemas"]["Bar"][];
            /** Intervals */
            intervals: number;
            /** Mean S */
            mean_s: number | null;
            /** People */
            people: number;
            /** Quantiles S */
            quantiles_s: {
                [key: string]: number;
            } | null;
        };
        /**
         * IntervalsResult
         * @description A line for everybody, or one for each group, the largest first.
         */
        IntervalsResult: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            kind: "intervals";
            /** Lines */
            lines: components["schemas"]["IntervalsLine"][];
            /**
             * Within
             * @description seconds, minutes, hours, days of 24 hours, or weeks: 90s, 30m, 3h, 7d, 2w
             * @example 7d
             */
            within: string;
        };
        /**
         * ItemOut
         * @description One line of an order; `price_fen` is for one piece.
         */
        ItemOut: {
            /** Name */
            name: string | null;
            /** Price Fen */
            price_fen: number | null;
            /** Product Id */
            product_id: string | null;
            /** Quantity */
            quantity: number;
            /** Sku */
            sku: string | null;
        };
        /**
         * KeptMemberOut
         * @description Who is in a watched segment, and since when.
         */
        KeptMemberOut: {
            /**
             * Entered At
             * Format: date-time
             */
            entered_at: string;
            /** Person */
            person: string;
        };
        /**
         * KeptMembersOut
         * @description A page of kept members by person number; ``people`` counts all whom the viewer may see.
         */
        KeptMembersOut: {
            /** Members */
            members: components["schemas"]["KeptMemberOut"][];
            /** Next */
            next: string | null;
            /** People */
            people: number;
            /** Segment */
            segment: string;
            /** Version */
            version: number;
        };
        /**
         * Kind
         * @description What the file is.
         * @enum {string}
         */
        Kind: "csv" | "parquet";
        /**
         * KindOut
         * @description One kind of question.
         */
        KindOut: {
            /** En */
            en: string;
            /** Has People */
            has_people: boolean;
            /** Kind */
            kind: string;
            /** Zh */
            zh: string;
        };
        /**
         * Known
         * @description Who holds an identifier that proves who they are.
         */
        Known: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            kind: "known";
        };
        /**
         * LastDays
         * @description So many days up to today, today included.
         */
        LastDays: {
            /** Last Days */
            last_days: number;
        };
        /**
         * Layering
         * @description Levels from low to high; somebody is on the highest of which they meet a line.
         */
        "Layering-Input": {
            /** Awake */
            awake?: (components["schemas"]["All-Input"] | components["schemas"]["Some-Input"] | components["schemas"]["Not-Input"] | components["schemas"]["AsOf-Input"] | components["schemas"]["Used"] | components["schemas"]["InAipl"] | components["schemas"]["InTier"] | components["schemas"]["InLifeCycle"] | components["schemas"]["Known"] | components["schemas"]["TraitIs"] | components["schemas"]["Tagged"] | components["schemas"]["Consented"] | components["schemas"]["Reachable"] | components["schemas"]["OrdersCounted"] | components["schemas"]["OrdersAt"] | components["schemas"]["Did"] | components["schemas"]["DidAt"] | components["schemas"]["Sequence"] | components["schemas"]["FirstChannel"] | components["schemas"]["Close"] | components["schemas"]["Trusting"] | components["schemas"]["Frozen"] | components["schemas"]["Bucket"]) | null;
            /** Levels */
            levels: components["schemas"]["Level-Input"][];
            /**
             * Note
             * @default
             */
            note: string;
            /**
             * Version
             * @constant
             */
            version: 1;
        };
        /**
         * Layering
         * @description Levels from low to high; somebody is on the highest of which they meet a line.
         */
        "Layering-Output": {
            /** Awake */
            awake?: (components["schemas"]["All-Output"] | components["schemas"]["Some-Output"] | components["schemas"]["Not-Output"] | components["schemas"]["AsOf-Output"] | components["schemas"]["Used"] | components["schemas"]["InAipl"] | components["schemas"]["InTier"] | components["schemas"]["InLifeCycle"] | components["schemas"]["Known"] | components["schemas"]["TraitIs"] | components["schemas"]["Tagged"] | components["schemas"]["Consented"] | components["schemas"]["Reachable"] | components["schemas"]["OrdersCounted"] | components["schemas"]["OrdersAt"] | components["schemas"]["Did"] | components["schemas"]["DidAt"] | components["schemas"]["Sequence"] | components["schemas"]["FirstChannel"] | components["schemas"]["Close"] | components["schemas"]["Trusting"] | components["schemas"]["Frozen"] | components["schemas"]["Bucket"]) | null;
            /** Levels */
            levels: components["schemas"]["Level-Output"][];
            /**
             * Note
             * @default
             */
            note: string;
            /**
             * Version
             * @constant
             */
            version: 1;
        };
        /**
         * LayeringIn
         * @description The brand's own rules; ``version`` is the one that the author saw.
         */
        LayeringIn: {
            definition: components["schemas"]["Layering-Input"];
            /**
             * Note
             * @description what it is for
             * @default
             */
            note: string;
            /** Version */
            version: number;
        };
        /**
         * LayeringName
         * @description The layerings there are; the rules of one may ask for the levels of those before it.
         * @enum {string}
         */
        LayeringName: "aipl" | "life_cycle" | "tier";
        /**
         * LayeringOut
         * @description A layering as it is, or was, at a version.
         */
        LayeringOut: {
            /** Changed At */
            changed_at: string | null;
            /** Changed By */
            changed_by: string;
            definition: components["schemas"]["Layering-Output"];
            name: components["schemas"]["LayeringName"];
            /** Note */
            note: string;
            /** Version */
            version: number;
        };
        /**
         * LeakOut
         * @description Where most people were lost: down a level, or out of the funnel.
         */
        LeakOut: {
            /** After */
            after: string;
            /** Before */
            before: string;
            /** People */
            people: number;
            share: components["schemas"]["RateOut"];
        };
        /**
         * Level
         * @description One level; ``part_of`` is a name that several levels share: I for I1 and I2.
         *
         *     ``silent``: there in 活跃口径 only, for whoever has a relation and is not awake; its lines are the relations.
         */
        "Level-Input": {
            /** Chinese */
            chinese: string;
            /** English */
            english: string;
            /**
             * Lines
             * @default []
             */
            lines: components["schemas"]["Line-Input"][];
            /**
             * Meaning
             * @default
             */
            meaning: string;
            /**
             * Name
             * @description a word in Latin letters
             */
            name: string;
            /** Part Of */
            part_of?: string | null;
            /**
             * Silent
             * @default false
             */
            silent: boolean;
        };
        /**
         * Level
         * @description One level; ``part_of`` is a name that several levels share: I for I1 and I2.
         *
         *     ``silent``: there in 活跃口径 only, for whoever has a relation and is not awake; its lines are the relations.
         */
        "Level-Output": {
            /** Chinese */
            chinese: string;
            /** English */
            english: string;
            /**
             * Lines
             * @default []
             */
            lines: components["schemas"]["Line-Output"][];
            /**
             * Meaning
             * @default
             */
            meaning: string;
            /**
             * Name
             * @description a word in Latin letters
             */
            name: string;
            /** Part Of */
            part_of?: string | null;
            /**
             * Silent
             * @default false
             */
            silent: boolean;
        };
        /**
         * LevelBesideOut
         * @description How many people are on a level by the rules that count, and how many would be.
         */
        LevelBesideOut: {
            /** After */
            after: number;
            /** Before */
            before: number;
            /** Chinese */
            chinese: string;
            /** English */
            english: string;
            /** Name */
            name: string;
        };
        /**
         * LevelDaysOut
         * @description The people on a level at the end of each day, and how long who came to it within these days stayed.
         *
         *     ``median_days`` by Kaplan-Meier; no value when fewer than half of the ``spells`` came to an end in sight.
         */
        LevelDaysOut: {
            /** Chinese */
            chinese: string;
            /** Left */
            left: number;
            /** Median Days */
            median_days: number | null;
            /** Name */
            name: string;
            /** People */
            people: number[];
            /** Spells */
            spells: number;
        };
        /**
         * LevelOut
         * @description How many people are on a level, and who they are.
         */
        LevelOut: {
            /** Chinese */
            chinese: string;
            /** English */
            english: string;
            /** Name */
            name: string;
            /** People */
            people: number;
            segment: components["schemas"]["Definition-Output"];
        };
        /**
         * LifeCycle
         * @description Who is new, returning, resurrecting or dormant, bucket by bucket; buckets are whole, also where the period begins or
         *     ends within one.
         *
         *     ``new``: active for the first time ever; ``returning``: also active in the bucket before; ``resurrecting``: active
         *     before, but not in the bucket before; ``dormant``: active in the bucket before, not in this one. ``active`` is which
         *     events count (default: every event).
         */
        "LifeCycle-Input": {
            /**
             * @default {
             *       "where": []
             *     }
             */
            active: components["schemas"]["Events"];
            /** Breakdown */
            breakdown?: components["schemas"]["ByTrait"] | components["schemas"]["BySegments-Input"] | null;
            /**
             * Granularity
             * @default week
             * @enum {string}
             */
            granularity: "day" | "week" | "month";
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            kind: "life_cycle";
            /** People */
            people?: (string | components["schemas"]["Definition-Input"]) | null;
            /** Period */
            period: components["schemas"]["Days"] | components["schemas"]["LastDays"];
            /**
             * Version
             * @default 1
             * @constant
             */
            version: 1;
            /**
             * Zone
             * @default Asia/Shanghai
             */
            zone: string;
        };
        /**
         * LifeCycle
         * @description Who is new, returning, resurrecting or dormant, bucket by bucket; buckets are whole, also where the period begins or
         *     ends within one.
         *
         *     ``new``: active for the first time ever; ``returning``: also active in the bucket before; ``resurrecting``: active
         *     before, but not in the bucket before; ``dormant``: active in the bucket before, not in this one. ``active`` is which
         *     events count (default: every event).
         */
        "LifeCycle-Output": {
            /**
             * @default {
             *       "where": []
             *     }
             */
            active: components["schemas"]["Events"];
            /** Breakdown */
            breakdown?: components["schemas"]["ByTrait"] | components["schemas"]["BySegments-Output"] | null;
            /**
             * Granularity
             * @default week
             * @enum {string}
             */
            granularity: "day" | "week" | "month";
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            kind: "life_cycle";
            /** People */
            people?: (string | components["schemas"]["Definition-Output"]) | null;
            /** Period */
            period: components["schemas"]["Days"] | components["schemas"]["LastDays"];
            /**
             * Version
             * @default 1
             * @constant
             */
            version: 1;
            /**
             * Zone
             * @default Asia/Shanghai
             */
            zone: string;
        };
        /**
         * LifeCycleLine
         * @description One group, bucket by bucket.
         */
        LifeCycleLine: {
            /** Group */
            group: string | null;
            /** Points */
            points: components["schemas"]["LifeCyclePoint"][];
        };
        /**
         * LifeCyclePoint
         * @description One bucket; it is ``complete`` when it is over.
         */
        LifeCyclePoint: {
            /** Bucket */
            bucket: string;
            /** Cells */
            cells: {
                [key: string]: components["schemas"]["Cell"];
            };
            /** Complete */
            complete: boolean;
            /** Dormant */
            dormant: number;
            /** New */
            new: number;
            /** Resurrecting */
            resurrecting: number;
            /** Returning */
            returning: number;
        };
        /**
         * LifeCycleResult
         * @description A line for everybody, or one for each group, the largest first.
         */
        LifeCycleResult: {
            /**
             * Granularity
             * @enum {string}
             */
            granularity: "day" | "week" | "month";
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            kind: "life_cycle";
            /** Lines */
            lines: components["schemas"]["LifeCycleLine"][];
        };
        /**
         * Line
         * @description One way to a level.
         *
         *     ``standing``: a relation that lasts until it ends; in 活跃口径 it counts only while the person is ``awake``.
         */
        "Line-Input": {
            /** Label */
            label: string;
            /**
             * Standing
             * @default false
             */
            standing: boolean;
            /** Where */
            where: components["schemas"]["All-Input"] | components["schemas"]["Some-Input"] | components["schemas"]["Not-Input"] | components["schemas"]["AsOf-Input"] | components["schemas"]["Used"] | components["schemas"]["InAipl"] | components["schemas"]["InTier"] | components["schemas"]["InLifeCycle"] | components["schemas"]["Known"] | components["schemas"]["TraitIs"] | components["schemas"]["Tagged"] | components["schemas"]["Consented"] | components["schemas"]["Reachable"] | components["schemas"]["OrdersCounted"] | components["schemas"]["OrdersAt"] | components["schemas"]["Did"] | components["schemas"]["DidAt"] | components["schemas"]["Sequence"] | components["schemas"]["FirstChannel"] | components["schemas"]["Close"] | components["schemas"]["Trusting"] | components["schemas"]["Frozen"] | components["schemas"]["Bucket"];
        };
        /**
         * Line
         * @description One way to a level.
         *
         *     ``standing``: a relation that lasts until it ends; in 活跃口径 it counts only while the person is ``awake``.
         */
        "Line-Output": {
            /** Label */
            label: string;
            /**
             * Standing
             * @default false
             */
            standing: boolean;
            /** Where */
            where: components["schemas"]["All-Output"] | components["schemas"]["Some-Output"] | components["schemas"]["Not-Output"] | components["schemas"]["AsOf-Output"] | components["schemas"]["Used"] | components["schemas"]["InAipl"] | components["schemas"]["InTier"] | components["schemas"]["InLifeCycle"] | components["schemas"]["Known"] | components["schemas"]["TraitIs"] | components["schemas"]["Tagged"] | components["schemas"]["Consented"] | components["schemas"]["Reachable"] | components["schemas"]["OrdersCounted"] | components["schemas"]["OrdersAt"] | components["schemas"]["Did"] | components["schemas"]["DidAt"] | components["schemas"]["Sequence"] | components["schemas"]["FirstChannel"] | components["schemas"]["Close"] | components["schemas"]["Trusting"] | components["schemas"]["Frozen"] | components["schemas"]["Bucket"];
        };
        /**
         * LinkChangeIn
         * @description What a link becomes.
         */
        LinkChangeIn: {
            /**
             * Campaign
             * @default
             */
            campaign: string;
            /**
             * Channel
             * @description the public channel that whoever clicks came from
             * @default
             */
            channel: string;
            /** Expires At */
            expires_at?: string | null;
            /**
             * Marks
             * @description whether the click's id goes along, by which the site can name it
             * @default true
             */
            marks: boolean;
            /**
             * Most Clicks
             * @description so many people are sent on; robots do not count
             */
            most_clicks?: number | null;
            /** Name */
            name: string;
            /**
             * Note
             * @default
             */
            note: string;
            /**
             * Paused
             * @default false
             */
            paused: boolean;
            /** Variants */
            variants: components["schemas"]["VariantIO"][];
            /**
             * Version
             * @description the one that the author saw
             */
            version: number;
        };
        /**
         * LinkState
         * @description What became of a link.
         * @enum {string}
         */
        LinkState: "accepted" | "refused" | "revoked";
        /**
         * LinkVersionOut
         * @description What a link was, and who made it so.
         */
        LinkVersionOut: {
            /**
             * Changed At
             * Format: date-time
             */
            changed_at: string;
            /** Changed By */
            changed_by: string;
            /** Expires At */
            expires_at: string | null;
            /** Most Clicks */
            most_clicks: number | null;
            /** Name */
            name: string;
            /** Paused */
            paused: boolean;
            /** Variants */
            variants: components["schemas"]["VariantIO"][];
            /** Version */
            version: number;
        };
        /**
         * LinksOut
         * @description A page of links, the newest first; `next` is the `before` of the page that follows.
         */
        LinksOut: {
            /** Links */
            links: components["schemas"]["ListedLinkOut"][];
            /** Next */
            next: number | null;
        };
        /**
         * ListHas
         * @description A list that holds a text.
         */
        ListHas: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            op: "has";
            /**
             * Type
             * @constant
             */
            type: "array";
            /** Value */
            value: string;
        };
        /**
         * ListTest
         * @description A list that holds a text, any of several, or all of them.
         */
        ListTest: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            op: "has_all" | "has_any";
            /**
             * Type
             * @constant
             */
            type: "array";
            /** Value */
            value: string[];
        };
        /**
         * ListedLinkOut
         * @description A link in a list, with what the last thirty days brought.
         */
        ListedLinkOut: {
            /** Address */
            address: string;
            /** Campaign */
            campaign: string;
            /**
             * Changed At
             * Format: date-time
             */
            changed_at: string;
            /** Changed By */
            changed_by: string;
            /** Channel */
            channel: string;
            /** Code */
            code: string;
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /** Created By */
            created_by: string;
            /** Expires At */
            expires_at: string | null;
            /** Has Password */
            has_password: boolean;
            /** Last At */
            last_at: string | null;
            /** Marks */
            marks: boolean;
            /** Most Clicks */
            most_clicks: number | null;
            /** Name */
            name: string;
            /** Note */
            note: string;
            /** Paused */
            paused: boolean;
            /** Robots */
            robots: number;
            /** Sent */
            sent: number;
            /** Variants */
            variants: components["schemas"]["VariantIO"][];
            /** Version */
            version: number;
        };
        /**
         * LoginIn
         * @description Who comes in.
         */
        LoginIn: {
            /** Login */
            login: string;
            /**
             * Password
             * Format: password
             */
            password: string;
        };
        /**
         * MapOut
         * @description One period's map.
         */
        MapOut: {
            /** Edges */
            edges: components["schemas"]["EdgeOut"][];
            /** Nodes */
            nodes: components["schemas"]["NodeOut"][];
            /** Pushes */
            pushes: components["schemas"]["PushOut"][];
            /**
             * Since
             * Format: date-time
             */
            since: string;
            /**
             * Until
             * Format: date-time
             */
            until: string;
            /** Value Fen */
            value_fen: {
                [key: string]: number;
            };
        };
        /**
         * MappingOut
         * @description A mapping; a shipped one has no moment at which it was saved.
         */
        MappingOut: {
            /** Document */
            document: {
                [key: string]: unknown;
            };
            /** Name */
            name: string;
            /** Platform */
            platform: string;
            /** Record */
            record: string;
            /** Saved At */
            saved_at: string | null;
            /** Title */
            title: string;
        };
        /**
         * MeOut
         * @description Who one is, and what one may do.
         */
        MeOut: {
            /** Actor */
            actor: string;
            /**
             * Csrf Token
             * @description what to send as X-CSRF-Token with every change of this session
             */
            csrf_token: string | null;
            /**
             * Everything
             * @description whether every unit may be seen
             */
            everything: boolean;
            /** Name */
            name: string;
            /** Permissions */
            permissions: components["schemas"]["Permission"][];
            role: components["schemas"]["Role"];
            /**
             * Units
             * @description the units that may be seen when not everything may
             */
            units: number[];
        };
        /**
         * MemberChangeOut
         * @description One entry or exit, with its cause: event, window, facts, merged, defined or repaired.
         */
        MemberChangeOut: {
            /**
             * At
             * Format: date-time
             */
            at: string;
            /** Cause */
            cause: string;
            /** Entered */
            entered: boolean;
            /** Event */
            event: string;
            /** Event At */
            event_at: string | null;
            /** Person */
            person: string;
            /** Round */
            round: number;
            /** Segment */
            segment: string;
            /** Version */
            version: number;
        };
        /**
         * MemberChangesOut
         * @description Entries and exits, the newest first; ``next`` is the ``before`` of the page that follows.
         */
        MemberChangesOut: {
            /** Changes */
            changes: components["schemas"]["MemberChangeOut"][];
            /** Next */
            next: string | null;
        };
        /**
         * MemberOut
         * @description One of a sample.
         */
        MemberOut: {
            /** Channels */
            channels: string[];
            /** Display */
            display: string;
            /** Identified */
            identified: boolean;
            /** Person */
            person: string;
            /** Tags */
            tags: string[];
        };
        /**
         * MembersOut
         * @description A page of members by person number; ``next`` is the ``after`` of the page that follows.
         */
        MembersOut: {
            /**
             * Counted At
             * Format: date-time
             */
            counted_at: string;
            /** Next */
            next: string | null;
            /** People */
            people: string[];
        };
        /**
         * MergeIn
         * @description Two who are one; ``anyway`` lifts what staff had decided to keep apart.
         */
        MergeIn: {
            /**
             * A
             * @description a person number, an identity, or namespace:value
             */
            a: string;
            /**
             * Anyway
             * @default false
             */
            anyway: boolean;
            /**
             * B
             * @description a person number, an identity, or namespace:value
             */
            b: string;
            /**
             * Note
             * @description why, for those who ask later; no personal data
             * @default
             */
            note: string;
        };
        /**
         * Metric
         * @description What a figure means: ``numerator``, less ``minus``, over ``denominator``, where there are such.
         *
         *     ``window`` says in words what the period bounds, ``owner`` who answers for the definition; all metrics that ship say
         *     it in English too.
         */
        Metric: {
            /** Chinese */
            chinese: string;
            /** Denominator */
            denominator?: (components["schemas"]["People"] | components["schemas"]["Times"] | components["schemas"]["Orders"]) | null;
            english?: components["schemas"]["InEnglish"] | null;
            /** Formula */
            formula: string;
            /** Minus */
            minus?: (components["schemas"]["People"] | components["schemas"]["Times"] | components["schemas"]["Orders"]) | null;
            /**
             * Name
             * @description a-z, 0-9 and _, from a letter on
             */
            name: string;
            /**
             * Note
             * @default
             */
            note: string;
            /** Numerator */
            numerator: components["schemas"]["People"] | components["schemas"]["Times"] | components["schemas"]["Orders"];
            official?: components["schemas"]["Official"] | null;
            /**
             * Owner
             * @default
             */
            owner: string;
            /**
             * Unit
             * @enum {string}
             */
            unit: "people" | "times" | "fen" | "share" | "ratio";
            /**
             * Window
             * @default
             */
            window: string;
            /**
             * Zone
             * @default Asia/Shanghai
             * @constant
             */
            zone: "Asia/Shanghai";
        };
        /**
         * MetricIn
         * @description What a metric becomes; ``version`` is the one that the author saw.
         */
        MetricIn: {
            metric: components["schemas"]["Metric"];
            /** Version */
            version: number;
        };
        /**
         * MetricOut
         * @description A metric in the dictionary; those that ship cannot be changed.
         */
        MetricOut: {
            /** Built In */
            built_in: boolean;
            /** Changed At */
            changed_at: string | null;
            /** Changed By */
            changed_by: string;
            metric: components["schemas"]["Metric"];
            /** Version */
            version: number;
        };
        /**
         * MetricQuestion
         * @description A metric's value in a period, of everybody or of a segment; days are Beijing's.
         */
        "MetricQuestion-Input": {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            kind: "metric";
            /**
             * Metric
             * @description a-z, 0-9 and _, from a letter on
             */
            metric: string;
            /** People */
            people?: (string | components["schemas"]["Definition-Input"]) | null;
            /**
             * Period
             * @default {
             *       "last_days": 30
             *     }
             */
            period: components["schemas"]["Days"] | components["schemas"]["LastDays"];
            /**
             * Version
             * @default 1
             * @constant
             */
            version: 1;
            /**
             * Zone
             * @default Asia/Shanghai
             */
            zone: string;
        };
        /**
         * MetricQuestion
         * @description A metric's value in a period, of everybody or of a segment; days are Beijing's.
         */
        "MetricQuestion-Output": {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            kind: "metric";
            /**
             * Metric
             * @description a-z, 0-9 and _, from a letter on
             */
            metric: string;
            /** People */
            people?: (string | components["schemas"]["Definition-Output"]) | null;
            /**
             * Period
             * @default {
             *       "last_days": 30
             *     }
             */
            period: components["schemas"]["Days"] | components["schemas"]["LastDays"];
            /**
             * Version
             * @default 1
             * @constant
             */
            version: 1;
            /**
             * Zone
             * @default Asia/Shanghai
             */
            zone: string;
        };
        /**
         * MetricResult
         * @description A metric's value with its numerator and denominator; no value where there is nothing to divide by. ``cells``: who
         *     they are, of the parts that count people.
         */
        MetricResult: {
            /** Cells */
            cells: {
                [key: string]: components["schemas"]["Cell"];
            };
            /** Denominator */
            denominator: number | null;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            kind: "metric";
            metric: components["schemas"]["MetricOut"];
            /** Numerator */
            numerator: number;
            /** Value */
            value: number | null;
        };
        /**
         * MetricValueOut
         * @description The value with what it was made of.
         */
        MetricValueOut: {
            /**
             * Causal
             * @default false
             */
            causal: boolean;
            /** Cells */
            cells: {
                [key: string]: components["schemas"]["Cell"];
            };
            /** Denominator */
            denominator: number | null;
            freshness: components["schemas"]["FreshnessOut"];
            /**
             * Kind
             * @default metric
             * @constant
             */
            kind: "metric";
            metric: components["schemas"]["MetricOut"];
            /** Numerator */
            numerator: number;
            question: components["schemas"]["MetricQuestion-Output"];
            /**
             * Since
             * Format: date-time
             */
            since: string;
            /** Statements */
            statements: components["schemas"]["QueriedOut"][];
            /**
             * Until
             * Format: date-time
             */
            until: string;
            /** Value */
            value: number | null;
            /** Zone */
            zone: string;
        };
        /**
         * ModelOut
         * @description By which model: ``label`` says whether its weights are the defaults or fitted.
         */
        ModelOut: {
            /** Label */
            label: string;
            /** Version */
            version: number;
        };
        /**
         * MomentOut
         * @description One event on the timeline: when it happened, and when we heard of it.
         */
        MomentOut: {
            /** Channel */
            channel: string;
            /** Chinese */
            chinese: string;
            /** Identity */
            identity: string;
            /** Kind */
            kind: string;
            /** Message Id */
            message_id: string;
            /** Name */
            name: string;
            /**
             * Occurred At
             * Format: date-time
             */
            occurred_at: string;
            /** Properties */
            properties: {
                [key: string]: unknown;
            };
            /**
             * Received At
             * Format: date-time
             */
            received_at: string;
            /** Source */
            source: number;
        };
        /**
         * NamespaceOut
         * @description What an identifier of this kind can prove.
         */
        NamespaceOut: {
            /** Chinese */
            chinese: string;
            /** Joins */
            joins: boolean;
            /** Limit */
            limit: number | null;
            /** Name */
            name: string;
            /** Personal */
            personal: boolean;
            /** Rank */
            rank: number;
            /** Scoped */
            scoped: boolean;
            strength: components["schemas"]["Strength"];
        };
        /**
         * NewKeyOut
         * @description A source's new write key, shown this once.
         */
        NewKeyOut: {
            /** Id */
            id: number;
            /** Name */
            name: string;
            /** Write Key */
            write_key: string;
        };
        /**
         * NewLinkIn
         * @description A new link, under a code of one's own or a new one.
         */
        NewLinkIn: {
            /**
             * Campaign
             * @default
             */
            campaign: string;
            /**
             * Channel
             * @description the public channel that whoever clicks came from
             * @default
             */
            channel: string;
            /** Code */
            code?: string | null;
            /** Expires At */
            expires_at?: string | null;
            /**
             * Marks
             * @description whether the click's id goes along, by which the site can name it
             * @default true
             */
            marks: boolean;
            /**
             * Most Clicks
             * @description so many people are sent on; robots do not count
             */
            most_clicks?: number | null;
            /** Name */
            name: string;
            /**
             * Note
             * @default
             */
            note: string;
            /** Password */
            password?: string | null;
            /**
             * Paused
             * @default false
             */
            paused: boolean;
            /** Variants */
            variants: components["schemas"]["VariantIO"][];
        };
        /**
         * NewTokenOut
         * @description A token just made; the secret is shown this once.
         */
        NewTokenOut: {
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /** Expires At */
            expires_at: string | null;
            /** Hint */
            hint: string;
            /** Id */
            id: number;
            /** Last Used At */
            last_used_at: string | null;
            /** Name */
            name: string;
            /** Permissions */
            permissions: components["schemas"]["Permission"][];
            /** Staff Id */
            staff_id: number | null;
            /** Token */
            token: string;
            /** Units */
            units: string[] | null;
        };
        /**
         * NodeOut
         * @description A pool; ``end = start + came - went``.
         */
        NodeOut: {
            /** Came */
            came: number;
            /** Cells */
            cells: {
                [key: string]: components["schemas"]["Cell"];
            };
            /** Chinese */
            chinese: string;
            /** End */
            end: number;
            /** Increment */
            increment: number;
            pool: components["schemas"]["Pool"];
            /** Start */
            start: number;
            /** Went */
            went: number;
        };
        /**
         * Not
         * @description What is in it is not met.
         */
        "Not-Input": {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            kind: "not";
            /** Of */
            of: components["schemas"]["All-Input"] | components["schemas"]["Some-Input"] | components["schemas"]["Not-Input"] | components["schemas"]["AsOf-Input"] | components["schemas"]["Used"] | components["schemas"]["InAipl"] | components["schemas"]["InTier"] | components["schemas"]["InLifeCycle"] | components["schemas"]["Known"] | components["schemas"]["TraitIs"] | components["schemas"]["Tagged"] | components["schemas"]["Consented"] | components["schemas"]["Reachable"] | components["schemas"]["OrdersCounted"] | components["schemas"]["OrdersAt"] | components["schemas"]["Did"] | components["schemas"]["DidAt"] | components["schemas"]["Sequence"] | components["schemas"]["FirstChannel"] | components["schemas"]["Close"] | components["schemas"]["Trusting"] | components["schemas"]["Frozen"] | components["schemas"]["Bucket"];
        };
        /**
         * Not
         * @description What is in it is not met.
         */
        "Not-Output": {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            kind: "not";
            /** Of */
            of: components["schemas"]["All-Output"] | components["schemas"]["Some-Output"] | components["schemas"]["Not-Output"] | components["schemas"]["AsOf-Output"] | components["schemas"]["Used"] | components["schemas"]["InAipl"] | components["schemas"]["InTier"] | components["schemas"]["InLifeCycle"] | components["schemas"]["Known"] | components["schemas"]["TraitIs"] | components["schemas"]["Tagged"] | components["schemas"]["Consented"] | components["schemas"]["Reachable"] | components["schemas"]["OrdersCounted"] | components["schemas"]["OrdersAt"] | components["schemas"]["Did"] | components["schemas"]["DidAt"] | components["schemas"]["Sequence"] | components["schemas"]["FirstChannel"] | components["schemas"]["Close"] | components["schemas"]["Trusting"] | components["schemas"]["Frozen"] | components["schemas"]["Bucket"];
        };
        /**
         * NumberBetween
         * @description A number between two, both included.
         */
        NumberBetween: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            op: "between";
            /**
             * Type
             * @constant
             */
            type: "number";
            /** Value */
            value: [
                number,
                number
            ];
        };
        /**
         * NumberTest
         * @description A number against another; exact to four decimals.
         */
        NumberTest: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            op: "<" | "<=" | "=" | ">" | ">=";
            /**
             * Type
             * @constant
             */
            type: "number";
            /** Value */
            value: number;
        };
        /**
         * Official
         * @description The platform's own figure of that kind, and how ours differs.
         */
        Official: {
            /** Difference */
            difference: string;
            /** Name */
            name: string;
            /** Source */
            source: string;
        };
        /**
         * OrderOut
         * @description One order. `identity` is the buyer's strongest identifier, absent when nobody in particular bought.
         */
        OrderOut: {
            /** Affiliation */
            affiliation: string | null;
            /** Cancelled At */
            cancelled_at: string | null;
            /** Channel */
            channel: string;
            /** Coupon */
            coupon: string | null;
            /** Currency */
            currency: string;
            /** Identity */
            identity: string | null;
            /** Items */
            items: components["schemas"]["ItemOut"][];
            /** Key */
            key: string;
            /** Online */
            online: boolean;
            /** Order Id */
            order_id: string;
            /** Paid At */
            paid_at: string | null;
            /** Paid Fen */
            paid_fen: number;
            /**
             * Placed At
             * Format: date-time
             */
            placed_at: string;
            /** Platform */
            platform: string;
            receiver: components["schemas"]["ReceiverOut"] | null;
            /** Refunded Fen */
            refunded_fen: number;
            /** Refunds */
            refunds: components["schemas"]["RefundOut"][];
            /** Salesperson */
            salesperson: string | null;
            /** Shop */
            shop: string;
            state: components["schemas"]["OrderState"];
            /** Status */
            status: string | null;
            /** Store */
            store: string | null;
            /** Total Fen */
            total_fen: number;
        };
        /**
         * OrderPageOut
         * @description A page of orders, the newest first; `next` is the `after` of the page that follows.
         */
        OrderPageOut: {
            /** Next */
            next: string | null;
            /** Orders */
            orders: components["schemas"]["OrderOut"][];
        };
        /**
         * OrderState
         * @description Where an order stands: 已下单, 已付款, 部分退款, 已退款, 已取消; ``withdrawn``: its import was undone.
         * @enum {string}
         */
        OrderState: "placed" | "paid" | "partly_refunded" | "refunded" | "cancelled" | "withdrawn";
        /**
         * Orders
         * @description Paid orders of the period that were not given back entirely: how many, what stayed of their money, whose.
         */
        Orders: {
            /**
             * Measure
             * @enum {string}
             */
            measure: "count" | "net_fen" | "buyers";
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            of: "orders";
        };
        /**
         * OrdersAt
         * @description When the first or last order was paid (for one that was not paid: placed).
         */
        OrdersAt: {
            /** Channels */
            channels?: string[] | null;
            /** Item Name */
            item_name?: string | null;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            kind: "order_date";
            /**
             * Measure
             * @enum {string}
             */
            measure: "first" | "last";
            /** Online */
            online?: boolean | null;
            /** Products */
            products?: string[] | null;
            /** Skus */
            skus?: string[] | null;
            /**
             * State
             * @default bought
             * @enum {string}
             */
            state: "bought" | "any";
            /** Stores */
            stores?: string[] | null;
            /** Test */
            test: components["schemas"]["DateTest"] | components["schemas"]["DateBetween"] | components["schemas"]["DateRelative"] | components["schemas"]["DateAge"];
            /** Within */
            within?: (components["schemas"]["Rolling"] | components["schemas"]["Absolute"]) | null;
        };
        /**
         * OrdersConvert
         * @description Every paid order that was not given back entirely, at the moment it was paid, for what stayed of its money.
         */
        OrdersConvert: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            kind: "orders";
        };
        /**
         * OrdersCounted
         * @description How many orders, or how much money they come to: paid less refunded, in fen. No orders come to 0.
         */
        OrdersCounted: {
            /** Channels */
            channels?: string[] | null;
            /** Item Name */
            item_name?: string | null;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            kind: "orders";
            /**
             * Measure
             * @default count
             * @enum {string}
             */
            measure: "count" | "days" | "span_days" | "net_fen" | "average_net_fen";
            /** Online */
            online?: boolean | null;
            /** Products */
            products?: string[] | null;
            /** Skus */
            skus?: string[] | null;
            /**
             * State
             * @default bought
             * @enum {string}
             */
            state: "bought" | "any";
            /** Stores */
            stores?: string[] | null;
            /**
             * Test
             * @default {
             *       "op": ">=",
             *       "type": "number",
             *       "value": 1
             *     }
             */
            test: components["schemas"]["NumberTest"] | components["schemas"]["NumberBetween"];
            /** Within */
            within?: (components["schemas"]["Rolling"] | components["schemas"]["Absolute"]) | null;
        };
        /**
         * OrdersOutcome
         * @description What a person bought: whether at all, how often, for how much (fen, refunds taken out).
         */
        OrdersOutcome: {
            /**
             * Measure
             * @default bought
             * @enum {string}
             */
            measure: "bought" | "count" | "net_fen";
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            of: "orders";
        };
        /**
         * OverlapIn
         * @description Two segments.
         */
        OverlapIn: {
            one: components["schemas"]["Definition-Input"];
            other: components["schemas"]["Definition-Input"];
        };
        /**
         * OverlapOut
         * @description How many people are in one segment, in the other, in both.
         */
        OverlapOut: {
            /** Both */
            both: number;
            /**
             * Counted At
             * Format: date-time
             */
            counted_at: string;
            /** One */
            one: number;
            /** Other */
            other: number;
        };
        /**
         * PageIn
         * @description Who is in a segment, a page at a time.
         */
        PageIn: {
            /**
             * After
             * @default
             */
            after: string;
            /**
             * Limit
             * @default 100
             */
            limit: number;
            segment: components["schemas"]["Definition-Input"];
        };
        /**
         * PageOut
         * @description A page of people; ``next`` is the ``after`` of the page that follows.
         */
        PageOut: {
            /** Next */
            next: string | null;
            /** People */
            people: components["schemas"]["SummaryOut"][];
        };
        /**
         * PairIn
         * @description Two identifiers to keep apart for good; ``lift`` takes that back.
         */
        PairIn: {
            /**
             * A
             * @description a person number, an identity, or namespace:value
             */
            a: string;
            /**
             * B
             * @description a person number, an identity, or namespace:value
             */
            b: string;
            /**
             * Lift
             * @default false
             */
            lift: boolean;
            /**
             * Note
             * @description why, for those who ask later; no personal data
             * @default
             */
            note: string;
        };
        /**
         * Part
         * @description Of what a score is made up: 互动深度, 往来, 意愿, 价值, 疲劳.
         * @enum {string}
         */
        Part: "depth" | "reciprocity" | "willingness" | "value" | "fatigue";
        /**
         * Path
         * @description One way, how often it was gone, by how many people, and which share of all paths it is.
         */
        Path: {
            cell: components["schemas"]["Cell"];
            /** Path */
            path: string[];
            /** Paths */
            paths: number;
            /** People */
            people: number;
            share: components["schemas"]["Share"];
        };
        /**
         * PathOut
         * @description One journey, oldest touch first.
         */
        PathOut: {
            /** Conversions */
            conversions: number;
            /** Nulls */
            nulls: number;
            /** Touches */
            touches: string[];
            /** Value Fen */
            value_fen: number;
        };
        /**
         * Paths
         * @description What people do one after the other.
         *
         *     The events of a person in the period are put in order of time (at one moment by name) and cut into visits where
         *     more than ``gap`` passes. A visit gives one path: from its first ``start`` event on, or up to its first ``end``
         *     event, or from its beginning; a visit without that event gives none. Repeats next to each other are one
         *     (``collapse``), then the first ``steps`` are taken (before an end: the last). ``events`` are which are looked at
         *     (default: every event); start and end always are.
         */
        "Paths-Input": {
            /** Breakdown */
            breakdown?: components["schemas"]["ByTrait"] | components["schemas"]["BySegments-Input"] | null;
            /**
             * Collapse
             * @default true
             */
            collapse: boolean;
            end?: components["schemas"]["Events"] | null;
            /**
             * @default {
             *       "where": []
             *     }
             */
            events: components["schemas"]["Events"];
            /**
             * Gap
             * @description seconds, minutes, hours, days of 24 hours, or weeks: 90s, 30m, 3h, 7d, 2w
             * @default 30m
             * @example 7d
             */
            gap: string;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            kind: "paths";
            /** People */
            people?: (string | components["schemas"]["Definition-Input"]) | null;
            /** Period */
            period: components["schemas"]["Days"] | components["schemas"]["LastDays"];
            start?: components["schemas"]["Events"] | null;
            /**
             * Steps
             * @default 5
             */
            steps: number;
            /**
             * Top
             * @default 50
             */
            top: number;
            /**
             * Version
             * @default 1
             * @constant
             */
            version: 1;
            /**
             * Zone
             * @default Asia/Shanghai
             */
            zone: string;
        };
        /**
         * Paths
         * @description What people do one after the other.
         *
         *     The events of a person in the period are put in order of time (at one moment by name) and cut into visits where
         *     more than ``gap`` passes. A visit gives one path: from its first ``start`` event on, or up to its first ``end``
         *     event, or from its beginning; a visit without that event gives none. Repeats next to each other are one
         *     (``collapse``), then the first ``steps`` are taken (before an end: the last). ``events`` are which are looked at
         *     (default: every event); start and end always are.
         */
        "Paths-Output": {
            /** Breakdown */
            breakdown?: components["schemas"]["ByTrait"] | components["schemas"]["BySegments-Output"] | null;
            /**
             * Collapse
             * @default true
             */
            collapse: boolean;
            end?: components["schemas"]["Events"] | null;
            /**
             * @default {
             *       "where": []
             *     }
             */
            events: components["schemas"]["Events"];
            /**
             * Gap
             * @description seconds, minutes, hours, days of 24 hours, or weeks: 90s, 30m, 3h, 7d, 2w
             * @default 30m
             * @example 7d
             */
            gap: string;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            kind: "paths";
            /** People */
            people?: (string | components["schemas"]["Definition-Output"]) | null;
            /** Period */
            period: components["schemas"]["Days"] | components["schemas"]["LastDays"];
            start?: components["schemas"]["Events"] | null;
            /**
             * Steps
             * @default 5
             */
            steps: number;
            /**
             * Top
             * @default 50
             */
            top: number;
            /**
             * Version
             * @default 1
             * @constant
             */
            version: 1;
            /**
             * Zone
             * @default Asia/Shanghai
             */
            zone: string;
        };
        /**
         * PathsLine
         * @description One group: all its paths, the most frequent ones, and every step of all of them.
         */
        PathsLine: {
            /** Edges */
            edges: components["schemas"]["Edge"][];
            /** Group */
            group: string | null;
            /** Paths */
            paths: number;
            /** People */
            people: number;
            /** Top */
            top: components["schemas"]["Path"][];
        };
        /**
         * PathsResult
         * @description A line for everybody, or one for each group, the largest first.
         */
        PathsResult: {
            /** Backwards */
            backwards: boolean;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            kind: "paths";
            /** Lines */
            lines: components["schemas"]["PathsLine"][];
        };
        /**
         * PaybackLineOut
         * @description One channel's money; see `contract.Payback`.
         */
        PaybackLineOut: {
            /** Arrivals */
            arrivals: number;
            /** Buyers */
            buyers: number;
            /** Cac Fen */
            cac_fen: number | null;
            /** Cells */
            cells: {
                [key: string]: components["schemas"]["Cell"];
            };
            /** Channel */
            channel: string;
            /** Chinese */
            chinese: string;
            /** Cost Fen */
            cost_fen: number;
            /** Cost Per Arrival Fen */
            cost_per_arrival_fen: number | null;
            /** Net Fen */
            net_fen: number;
            /** Payback Days */
            payback_days: number | null;
            /** Return On Cost */
            return_on_cost: number | null;
        };
        /**
         * PaybackOut
         * @description The result with what it was made of.
         */
        PaybackOut: {
            /**
             * Causal
             * @default false
             */
            causal: boolean;
            /** Channels */
            channels: components["schemas"]["PaybackLineOut"][];
            freshness: components["schemas"]["FreshnessOut"];
            /**
             * Kind
             * @default payback
             * @constant
             */
            kind: "payback";
            question: components["schemas"]["PaybackQuestion-Output"];
            /**
             * Since
             * Format: date-time
             */
            since: string;
            /** Statements */
            statements: components["schemas"]["QueriedOut"][];
            /**
             * Until
             * Format: date-time
             */
            until: string;
            /** Zone */
            zone: string;
        };
        /**
         * PaybackQuestion
         * @description What it cost to win people in a period, per channel, and after how many days they had paid that back.
         */
        "PaybackQuestion-Input": {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            kind: "payback";
            /** People */
            people?: (string | components["schemas"]["Definition-Input"]) | null;
            /**
             * Period
             * @default {
             *       "last_days": 90
             *     }
             */
            period: components["schemas"]["Days"] | components["schemas"]["LastDays"];
            /**
             * Version
             * @default 1
             * @constant
             */
            version: 1;
            /**
             * Zone
             * @default Asia/Shanghai
             */
            zone: string;
        };
        /**
         * PaybackQuestion
         * @description What it cost to win people in a period, per channel, and after how many days they had paid that back.
         */
        "PaybackQuestion-Output": {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            kind: "payback";
            /** People */
            people?: (string | components["schemas"]["Definition-Output"]) | null;
            /**
             * Period
             * @default {
             *       "last_days": 90
             *     }
             */
            period: components["schemas"]["Days"] | components["schemas"]["LastDays"];
            /**
             * Version
             * @default 1
             * @constant
             */
            version: 1;
            /**
             * Zone
             * @default Asia/Shanghai
             */
            zone: string;
        };
        /**
         * PaybackResult
         * @description What channels cost against what those whom they brought have brought.
         */
        PaybackResult: {
            /** Channels */
            channels: components["schemas"]["PaybackLineOut"][];
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            kind: "payback";
        };
        /**
         * People
         * @description How many people meet a condition of the segment language; ``"within": "$period"`` is the period asked about.
         */
        People: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            of: "people";
            /** Where */
            where: {
                [key: string]: unknown;
            };
        };
        /**
         * Permission
         * @description What one may do; every route names the one it needs.
         * @enum {string}
         */
        Permission: "people.read" | "people.reveal" | "people.change" | "people.export" | "people.erase" | "events.read" | "events.manage" | "sources.manage" | "imports.run" | "orders.read" | "reports.read" | "touchpoints.manage" | "staff.manage" | "tokens.manage" | "audit.read" | "system.read" | "system.manage";
        /**
         * Picture
         * @description How a code is drawn.
         * @enum {string}
         */
        Picture: "svg" | "png";
        /**
         * Plan
         * @description What an experiment is. The first arm is the control; what the shares leave over takes no part.
         *
         *     ``people`` may limit it to a segment, by what the treatment cannot change. ``guardrails`` must not get worse.
         *     With ``exposed`` only those count who were told to have met it (the event “Experiment Viewed”).
         */
        "Plan-Input": {
            /**
             * Alpha
             * @default 0.05
             */
            alpha: number;
            /** Arms */
            arms: components["schemas"]["ArmPlan"][];
            /**
             * Before Days
             * @default 30
             */
            before_days: number;
            /**
             * Everything
             * @default false
             */
            everything: boolean;
            /**
             * Exposed
             * @default false
             */
            exposed: boolean;
            goal: components["schemas"]["Goal"];
            /**
             * Guardrails
             * @default []
             */
            guardrails: components["schemas"]["Goal"][];
            held_out?: components["schemas"]["HeldOut"] | null;
            /** Name */
            name: string;
            /**
             * Note
             * @default
             */
            note: string;
            /**
             * Others
             * @default []
             */
            others: components["schemas"]["Goal"][];
            /** People */
            people?: (string | components["schemas"]["Definition-Input"]) | null;
            /**
             * Planned Units
             * @default 5000
             */
            planned_units: number;
            /**
             * Window Days
             * @default 30
             */
            window_days: number;
        };
        /**
         * Plan
         * @description What an experiment is. The first arm is the control; what the shares leave over takes no part.
         *
         *     ``people`` may limit it to a segment, by what the treatment cannot change. ``guardrails`` must not get worse.
         *     With ``exposed`` only those count who were told to have met it (the event “Experiment Viewed”).
         */
        "Plan-Output": {
            /**
             * Alpha
             * @default 0.05
             */
            alpha: number;
            /** Arms */
            arms: components["schemas"]["ArmPlan"][];
            /**
             * Before Days
             * @default 30
             */
            before_days: number;
            /**
             * Everything
             * @default false
             */
            everything: boolean;
            /**
             * Exposed
             * @default false
             */
            exposed: boolean;
            goal: components["schemas"]["Goal"];
            /**
             * Guardrails
             * @default []
             */
            guardrails: components["schemas"]["Goal"][];
            held_out?: components["schemas"]["HeldOut"] | null;
            /** Name */
            name: string;
            /**
             * Note
             * @default
             */
            note: string;
            /**
             * Others
             * @default []
             */
            others: components["schemas"]["Goal"][];
            /** People */
            people?: (string | components["schemas"]["Definition-Output"]) | null;
            /**
             * Planned Units
             * @default 5000
             */
            planned_units: number;
            /**
             * Window Days
             * @default 30
             */
            window_days: number;
        };
        /**
         * Point
         * @description One bucket: its beginning, and whether it lies in the period and in the past entirely.
         */
        Point: {
            /** Bucket */
            bucket: string;
            cell: components["schemas"]["Cell"];
            /** Complete */
            complete: boolean;
            figure: components["schemas"]["Share"];
            /** People */
            people: number;
            previous?: components["schemas"]["Share"] | null;
            usual?: components["schemas"]["Usual"] | null;
        };
        /**
         * PolicyIn
         * @description Which of several values of a trait counts.
         */
        PolicyIn: {
            /** Policy */
            policy: string;
        };
        /**
         * Pool
         * @description Where a person stands, from the sea to the heart; `LOST` left, or was silent for long.
         * @enum {string}
         */
        Pool: "nobody" | "public" | "official_account" | "mini_program" | "contact" | "group" | "member" | "buyer" | "repeat_buyer" | "lost";
        /**
         * PredictionOut
         * @description What the latest run expects of one person. Bounds hold 95 % of what the model does not know; what one person does
         *     scatters more. ``buys`` is the chance of at least one purchase within the horizon.
         */
        PredictionOut: {
            /** Age Days */
            age_days: number;
            /** Alive */
            alive: number;
            /** Buys */
            buys: number;
            /** Frequency */
            frequency: number;
            /** Paid Fen */
            paid_fen: number;
            /** Person */
            person: string;
            /** Purchases */
            purchases: number;
            /** Purchases High */
            purchases_high: number;
            /** Purchases Low */
            purchases_low: number;
            /** Recency Days */
            recency_days: number;
            /** Run */
            run: number;
            /** Spend Fen */
            spend_fen: number | null;
            /** Value Fen */
            value_fen: number | null;
            /** Value High Fen */
            value_high_fen: number | null;
            /** Value Low Fen */
            value_low_fen: number | null;
            /** Wait Days */
            wait_days: number | null;
        };
        /**
         * PreviewIn
         * @description Rules to try before they are kept, and in which count.
         */
        PreviewIn: {
            /**
             * Count
             * @default platform
             * @enum {string}
             */
            count: "platform" | "active";
            definition: components["schemas"]["Layering-Input"];
        };
        /**
         * PreviewOut
         * @description What the rules would do now; ``rules`` tells beside which version.
         *
         *     ``levels`` from high to low, those that would be gone last; ``rest`` is on none. ``moved`` are the most first.
         */
        PreviewOut: {
            /** Levels */
            levels: components["schemas"]["LevelBesideOut"][];
            /** Moved */
            moved: components["schemas"]["huoshui__audiences__layers__schemas__rules__MoveOut"][];
            /** People */
            people: number;
            rest: components["schemas"]["LevelBesideOut"];
            rules: components["schemas"]["RulesOut"];
        };
        /**
         * ProblemOut
         * @description A row with a problem; its cells are in the CSV.
         */
        ProblemOut: {
            /** Code */
            code: string;
            /** Column */
            column: string;
            /** File */
            file: string;
            /** Imported */
            imported: boolean;
            /** Message */
            message: string;
            /** Row */
            row: number;
        };
        /**
         * Property
         * @description A test of one property of an event.
         */
        Property: {
            /** Property */
            property: string;
            /** Test */
            test: (components["schemas"]["TextTest"] | components["schemas"]["TextOneOf"]) | (components["schemas"]["NumberTest"] | components["schemas"]["NumberBetween"]) | (components["schemas"]["DateTest"] | components["schemas"]["DateBetween"] | components["schemas"]["DateRelative"] | components["schemas"]["DateAge"]) | components["schemas"]["TruthTest"] | (components["schemas"]["ListTest"] | components["schemas"]["ListHas"]) | components["schemas"]["Exists"];
        };
        /**
         * Purpose
         * @description What a person may be asked to allow: 服务, 营销, 画像, 向第三方提供, 广告.
         * @enum {string}
         */
        Purpose: "service" | "marketing" | "profiling" | "sharing" | "ads";
        /**
         * PushOut
         * @description What a tenth more on a way, or a tenth less of a leak (``cut``), would bring in money.
         */
        PushOut: {
            /** Cut */
            cut: boolean;
            /** Elasticity */
            elasticity: number;
            /** Gain Fen */
            gain_fen: number;
            source: components["schemas"]["Pool"];
            target: components["schemas"]["Pool"];
            /** Worth Fen */
            worth_fen: number;
        };
        /**
         * QualityOut
         * @description One channel's people: ``active``, ``silent`` and ``fake`` add up to the arrivals, ``people`` is the first two.
         *
         *     ``buyers_shrunken`` is the share of buyers, held by that of all channels where few came. ``cells``: who is counted,
         *     of the figures that are no chances.
         */
        QualityOut: {
            active: components["schemas"]["huoshui__insight__quality__schemas__PartOut"];
            /** Arrivals */
            arrivals: number;
            buyers: components["schemas"]["huoshui__insight__quality__schemas__PartOut"];
            /** Buyers Shrunken */
            buyers_shrunken: number;
            /** Cells */
            cells: {
                [key: string]: components["schemas"]["Cell"];
            };
            /** Channel */
            channel: string;
            /** Chinese */
            chinese: string;
            fake: components["schemas"]["huoshui__insight__quality__schemas__PartOut"];
            left_soon: components["schemas"]["huoshui__insight__quality__schemas__PartOut"];
            /** Net Fen */
            net_fen: number;
            /** Net Fen Per Arrival */
            net_fen_per_arrival: number | null;
            /** Net Fen Per Person */
            net_fen_per_person: number | null;
            /** People */
            people: number;
            reachable: components["schemas"]["huoshui__insight__quality__schemas__PartOut"];
            /** Retained */
            retained: {
                [key: string]: components["schemas"]["huoshui__insight__quality__schemas__PartOut"];
            };
            seen_lately: components["schemas"]["huoshui__insight__quality__schemas__PartOut"];
            /** Sentence En */
            sentence_en: string;
            /** Sentence Zh */
            sentence_zh: string;
            /** Signs */
            signs: {
                [key: string]: components["schemas"]["huoshui__insight__quality__schemas__PartOut"];
            };
            silent: components["schemas"]["huoshui__insight__quality__schemas__PartOut"];
        };
        /**
         * QualityQuestion
         * @description Of the people whom each public channel brought first, in the period: who is there.
         *
         *     Followers are a mixture of active ones, silent ones (沉默粉) and fake ones, fitted to what they did since: how often
         *     they interacted, what they opened of what was sent to them, and signs. A label is a chance, never a verdict.
         */
        "QualityQuestion-Input": {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            kind: "channel_quality";
            /** People */
            people?: (string | components["schemas"]["Definition-Input"]) | null;
            /**
             * Period
             * @default {
             *       "last_days": 90
             *     }
             */
            period: components["schemas"]["Days"] | components["schemas"]["LastDays"];
            /**
             * Version
             * @default 1
             * @constant
             */
            version: 1;
            /**
             * Zone
             * @default Asia/Shanghai
             */
            zone: string;
        };
        /**
         * QualityQuestion
         * @description Of the people whom each public channel brought first, in the period: who is there.
         *
         *     Followers are a mixture of active ones, silent ones (沉默粉) and fake ones, fitted to what they did since: how often
         *     they interacted, what they opened of what was sent to them, and signs. A label is a chance, never a verdict.
         */
        "QualityQuestion-Output": {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            kind: "channel_quality";
            /** People */
            people?: (string | components["schemas"]["Definition-Output"]) | null;
            /**
             * Period
             * @default {
             *       "last_days": 90
             *     }
             */
            period: components["schemas"]["Days"] | components["schemas"]["LastDays"];
            /**
             * Version
             * @default 1
             * @constant
             */
            version: 1;
            /**
             * Zone
             * @default Asia/Shanghai
             */
            zone: string;
        };
        /**
         * QualityReportOut
         * @description The result with what it was made of.
         */
        QualityReportOut: {
            /**
             * Causal
             * @default false
             */
            causal: boolean;
            /** Channels */
            channels: components["schemas"]["QualityOut"][];
            /** Classes */
            classes: {
                [key: string]: components["schemas"]["ClassOut"];
            };
            /** Fitted On */
            fitted_on: number;
            freshness: components["schemas"]["FreshnessOut"];
            /**
             * Kind
             * @default channel_quality
             * @constant
             */
            kind: "channel_quality";
            /**
             * Note
             * @default 标签是概率，不是定论：可从分母和付费触达中剔除，绝不据此删除任何人 a label is a chance: leave likely fakes out of denominators and paid touches, never delete by it
             */
            note: string;
            question: components["schemas"]["QualityQuestion-Output"];
            /**
             * Since
             * Format: date-time
             */
            since: string;
            /** Statements */
            statements: components["schemas"]["QueriedOut"][];
            total: components["schemas"]["QualityOut"];
            /**
             * Until
             * Format: date-time
             */
            until: string;
            /** Zone */
            zone: string;
        };
        /**
         * QualityResult
         * @description Of the people whom each public channel brought: who is there, silent, probably fake.
         */
        QualityResult: {
            /** Channels */
            channels: components["schemas"]["QualityOut"][];
            /** Classes */
            classes: {
                [key: string]: components["schemas"]["ClassOut"];
            };
            /** Fitted On */
            fitted_on: number;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            kind: "channel_quality";
            /**
             * Note
             * @default 标签是概率，不是定论：可从分母和付费触达中剔除，绝不据此删除任何人 a label is a chance: leave likely fakes out of denominators and paid touches, never delete by it
             */
            note: string;
            total: components["schemas"]["QualityOut"];
        };
        /**
         * QuarantineOut
         * @description A page of what waits; ``next`` is the ``after`` of the next page.
         */
        QuarantineOut: {
            /** Events */
            events: components["schemas"]["QuarantinedOut"][];
            /** Next */
            next: number | null;
            /** Reasons */
            reasons: components["schemas"]["ReasonOut"][];
        };
        /**
         * QuarantinedOut
         * @description One event that waits.
         */
        QuarantinedOut: {
            /** Arrival */
            arrival: {
                [key: string]: unknown;
            };
            /** Code */
            code: string;
            /** Id */
            id: number;
            /** Message */
            message: string;
            /** Message Id */
            message_id: string;
            /** Name */
            name: string;
            /**
             * Received At
             * Format: date-time
             */
            received_at: string;
            /** Source */
            source: string;
        };
        /**
         * QueriedOut
         * @description A statement as ClickHouse was asked it.
         */
        QueriedOut: {
            /** Parameters */
            parameters: {
                [key: string]: unknown;
            };
            /** Rows Read */
            rows_read: number;
            /** Seconds */
            seconds: number;
            /** Sql */
            sql: string;
        };
        /**
         * QueuedOut
         * @description An import that a job brings to its end; ask for it by its id.
         */
        QueuedOut: {
            /** Id */
            id: number;
            state: components["schemas"]["ImportState"];
        };
        /**
         * Rate
         * @description A share of people with its 95 % bounds of chance (Wilson 1927), which also hold for few; none of nobody.
         */
        Rate: {
            /** Denominator */
            denominator: number;
            /** High */
            high: number | null;
            /** Low */
            low: number | null;
            /** Numerator */
            numerator: number;
            /** Value */
            value: number | null;
        };
        /**
         * RateOut
         * @description A share with what it was made of; no value when there is nothing to divide by.
         */
        RateOut: {
            /** Denominator */
            denominator: number;
            /** Numerator */
            numerator: number;
            /** Value */
            value: number | null;
        };
        /**
         * Reachable
         * @description Who can be reached for marketing through a channel, or through any.
         */
        Reachable: {
            /** Channel */
            channel?: string | null;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            kind: "reachable";
        };
        /**
         * ReasonIn
         * @description Why this is done; it goes into the audit log.
         */
        ReasonIn: {
            /** Reason */
            reason: string;
        };
        /**
         * ReasonOut
         * @description Why events wait, and how many.
         */
        ReasonOut: {
            /** Code */
            code: string;
            /** Count */
            count: number;
        };
        /**
         * ReceiverOut
         * @description Who receives the goods, masked.
         */
        ReceiverOut: {
            /** Address */
            address: string | null;
            /** Name */
            name: string | null;
            /** Phone */
            phone: string | null;
        };
        /**
         * RecycledIn
         * @description An identifier that belongs to somebody new from a date on.
         */
        RecycledIn: {
            /** Namespace */
            namespace: string;
            /**
             * Valid From
             * Format: date-time
             */
            valid_from: string;
            /** Value */
            value: string;
        };
        /**
         * RecycledOut
         * @description The identity that the value stood for, the one it stands for now, and how many links moved.
         */
        RecycledOut: {
            /** After */
            after: string;
            /** Before */
            before: string;
            /** Links */
            links: number;
        };
        /**
         * RefundOut
         * @description One refund; no amount means all that was paid.
         */
        RefundOut: {
            /** Amount Fen */
            amount_fen: number | null;
            /** Key */
            key: string;
            /** Reason */
            reason: string | null;
            /**
             * Refunded At
             * Format: date-time
             */
            refunded_at: string;
        };
        /**
         * RefusalOut
         * @description How every refusal looks.
         */
        RefusalOut: {
            /** Code */
            code: string;
            /**
             * Facts
             * @default {}
             */
            facts: {
                [key: string]: unknown;
            };
            /** Message */
            message: string;
        };
        /**
         * RehearsalOut
         * @description What the changed rules would do; nothing was written.
         */
        RehearsalOut: {
            /** Merged */
            merged: number;
            /** Merged Examples */
            merged_examples: components["schemas"]["ExampleOut"][];
            /** People */
            people: number;
            /** People After */
            people_after: number;
            /** Split */
            split: number;
            /** Split Examples */
            split_examples: components["schemas"]["ExampleOut"][];
        };
        /**
         * RehearseIn
         * @description Rules to try on the stored links.
         */
        RehearseIn: {
            /** Rules */
            rules: components["schemas"]["RuleIn"][];
        };
        /**
         * RelationOut
         * @description How close a person is to one member of staff, by the events between the two.
         */
        RelationOut: {
            /** Active */
            active: boolean;
            score: components["schemas"]["ScoreOut"];
            /** Staff */
            staff: string;
        };
        /**
         * ReleaseIn
         * @description Which events to send through again; by ids, or all that wait for one reason.
         */
        ReleaseIn: {
            /**
             * Accept Unplanned
             * @default false
             */
            accept_unplanned: boolean;
            /** Code */
            code?: string | null;
            /** @default {} */
            fix: components["schemas"]["FixIn"];
            /**
             * Ids
             * @default []
             */
            ids: number[];
        };
        /**
         * ReleasedOut
         * @description What became of the released events.
         */
        ReleasedOut: {
            /** Duplicates */
            duplicates: number;
            /** Released */
            released: number;
            /** Still Waiting */
            still_waiting: number;
        };
        /**
         * RemovalOut
         * @description The share of conversions that the Markov chain loses without it, with 95 % bounds of chance.
         */
        RemovalOut: {
            /** Effect */
            effect: number;
            /** High */
            high: number | null;
            /** Low */
            low: number | null;
        };
        /**
         * ReplayIn
         * @description The period to tell downstream again, ``[since, until)``.
         */
        ReplayIn: {
            /**
             * Since
             * Format: date-time
             */
            since: string;
            /**
             * Until
             * Format: date-time
             */
            until: string;
        };
        /**
         * ReplayedOut
         * @description How many events were told again.
         */
        ReplayedOut: {
            /** Events */
            events: number;
        };
        /**
         * ReportOut
         * @description What came of an experiment: per metric the arms, the comparisons with the control (plain, and by CUPED), p-values
         *     adjusted for how many were made; uplift of segments; whether a ranking finds whom it works for.
         */
        ReportOut: {
            /**
             * Causal
             * @default true
             */
            causal: boolean;
            /** Complete */
            complete: boolean;
            experiment: components["schemas"]["ExperimentOut"];
            /** Goals */
            goals: {
                [key: string]: unknown;
            }[];
            /**
             * Note
             * @default 随机分组，因果可信；区间“随时有效”，可随时查看 randomized, hence causal; always-valid intervals may be looked at every day
             */
            note: string;
            /**
             * Outcomes Until
             * Format: date-time
             */
            outcomes_until: string;
            /** People */
            people: number;
            /** Ranking */
            ranking: {
                [key: string]: unknown;
            } | null;
            /** Sample Ratio */
            sample_ratio: {
                [key: string]: unknown;
            };
            /** Segments */
            segments: {
                [key: string]: unknown;
            }[];
            /** Verdict En */
            verdict_en: string;
            /** Verdict Zh */
            verdict_zh: string;
        };
        /**
         * RepurchaseOut
         * @description The result with what it was made of.
         */
        RepurchaseOut: {
            /** Bought Again */
            bought_again: number;
            /** Buyers */
            buyers: number;
            /**
             * Causal
             * @default false
             */
            causal: boolean;
            /**
             * Cells
             * @default {
             *       "bought_again": {
             *         "series": 0,
             *         "what": "again"
             *       },
             *       "buyers": {
             *         "series": 0,
             *         "what": "buyers"
             *       }
             *     }
             */
            cells: {
                [key: string]: components["schemas"]["Cell"];
            };
            freshness: components["schemas"]["FreshnessOut"];
            /** Interval Quartiles */
            interval_quartiles: [
                number,
                number,
                number
            ] | null;
            /**
             * Kind
             * @default repurchase
             * @constant
             */
            kind: "repurchase";
            /** Median Days */
            median_days: number | null;
            question: components["schemas"]["RepurchaseQuestion-Output"];
            /**
             * Since
             * Format: date-time
             */
            since: string;
            /** Statements */
            statements: components["schemas"]["QueriedOut"][];
            /**
             * Until
             * Format: date-time
             */
            until: string;
            /** Within */
            within: components["schemas"]["AgainOut"][];
            /** Zone */
            zone: string;
        };
        /**
         * RepurchaseQuestion
         * @description Who of those who first bought in the period bought again on another day, by how many days: Kaplan and Meier's share,
         *     which does not take who bought yesterday for somebody who never comes back.
         */
        "RepurchaseQuestion-Input": {
            /**
             * Horizons
             * @default [
             *       30,
             *       60,
             *       90,
             *       180,
             *       365
             *     ]
             */
            horizons: number[];
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            kind: "repurchase";
            /** People */
            people?: (string | components["schemas"]["Definition-Input"]) | null;
            /**
             * Period
             * @default {
             *       "last_days": 365
             *     }
             */
            period: components["schemas"]["Days"] | components["schemas"]["LastDays"];
            /**
             * Version
             * @default 1
             * @constant
             */
            version: 1;
            /**
             * Zone
             * @default Asia/Shanghai
             */
            zone: string;
        };
        /**
         * RepurchaseQuestion
         * @description Who of those who first bought in the period bought again on another day, by how many days: Kaplan and Meier's share,
         *     which does not take who bought yesterday for somebody who never comes back.
         */
        "RepurchaseQuestion-Output": {
            /**
             * Horizons
             * @default [
             *       30,
             *       60,
             *       90,
             *       180,
             *       365
             *     ]
             */
            horizons: number[];
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            kind: "repurchase";
            /** People */
            people?: (string | components["schemas"]["Definition-Output"]) | null;
            /**
             * Period
             * @default {
             *       "last_days": 365
             *     }
             */
            period: components["schemas"]["Days"] | components["schemas"]["LastDays"];
            /**
             * Version
             * @default 1
             * @constant
             */
            version: 1;
            /**
             * Zone
             * @default Asia/Shanghai
             */
            zone: string;
        };
        /**
         * RepurchaseResult
         * @description Who bought again, by when.
         */
        RepurchaseResult: {
            /** Bought Again */
            bought_again: number;
            /** Buyers */
            buyers: number;
            /**
             * Cells
             * @default {
             *       "bought_again": {
             *         "series": 0,
             *         "what": "again"
             *       },
             *       "buyers": {
             *         "series": 0,
             *         "what": "buyers"
             *       }
             *     }
             */
            cells: {
                [key: string]: components["schemas"]["Cell"];
            };
            /** Interval Quartiles */
            interval_quartiles: [
                number,
                number,
                number
            ] | null;
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            kind: "repurchase";
            /** Median Days */
            median_days: number | null;
            /** Within */
            within: components["schemas"]["AgainOut"][];
        };
        /**
         * ResetIn
         * @description Back to the rules that ship; ``version`` is the one that the author saw.
         */
        ResetIn: {
            /** Version */
            version: number;
        };
        /**
         * ResultAsked
         * @description What to tell beside the comparison: the uplift of segments, and whether a ranking finds whom it works for.
         */
        ResultAsked: {
            /** Ranking */
            ranking?: ("before" | "value") | null;
            /**
             * Segments
             * @default []
             */
            segments: (string | components["schemas"]["Definition-Input"])[];
        };
        /**
         * Retention
         * @description Of those who began, who came back how many days, weeks or months later.
         *
         *     Who belongs to a cohort: by ``first`` those whose first such event ever lies in the bucket; by ``entry`` all who did
         *     it there, so that a person can be in several. Age is the number of calendar buckets since the cohort's. ``exact``:
         *     came back in that bucket; ``rolling``: in that bucket or any later one up to now; ``bracket``: in any of the ages
         *     from one of ``brackets`` up to the next (the last ends with ``ages``). In the bucket of the beginning only what is
         *     not earlier than the beginning counts. ``back``: the events of coming back (default: those of beginning).
         *
         *     A group of the event (channel, property) is that of the first beginning in the bucket.
         */
        "Retention-Input": {
            /**
             * Ages
             * @default 7
             */
            ages: number;
            back?: components["schemas"]["Events"] | null;
            /**
             * Brackets
             * @default []
             */
            brackets: number[];
            /** Breakdown */
            breakdown?: (components["schemas"]["ByChannel"] | components["schemas"]["ByProperty"] | components["schemas"]["ByTrait"] | components["schemas"]["BySegments-Input"]) | null;
            /**
             * Cohort
             * @default first
             * @enum {string}
             */
            cohort: "first" | "entry";
            /**
             * Granularity
             * @default day
             * @enum {string}
             */
            granularity: "day" | "week" | "month";
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            kind: "retention";
            /**
             * Mode
             * @default exact
             * @enum {string}
             */
            mode: "exact" | "rolling" | "bracket";
            /** People */
            people?: (string | components["schemas"]["Definition-Input"]) | null;
            /** Period */
            period: components["schemas"]["Days"] | components["schemas"]["LastDays"];
            start: components["schemas"]["Events"];
            /**
             * Version
             * @default 1
             * @constant
             */
            version: 1;
            /**
             * Zone
             * @default Asia/Shanghai
             */
            zone: string;
        };
        /**
         * Retention
         * @description Of those who began, who came back how many days, weeks or months later.
         *
         *     Who belongs to a cohort: by ``first`` those whose first such event ever lies in the bucket; by ``entry`` all who did
         *     it there, so that a person can be in several. Age is the number of calendar buckets since the cohort's. ``exact``:
         *     came back in that bucket; ``rolling``: in that bucket or any later one up to now; ``bracket``: in any of the ages
         *     from one of ``brackets`` up to the next (the last ends with ``ages``). In the bucket of the beginning only what is
         *     not earlier than the beginning counts. ``back``: the events of coming back (default: those of beginning).
         *
         *     A group of the event (channel, property) is that of the first beginning in the bucket.
         */
        "Retention-Output": {
            /**
             * Ages
             * @default 7
             */
            ages: number;
            back?: components["schemas"]["Events"] | null;
            /**
             * Brackets
             * @default []
             */
            brackets: number[];
            /** Breakdown */
            breakdown?: (components["schemas"]["ByChannel"] | components["schemas"]["ByProperty"] | components["schemas"]["ByTrait"] | components["schemas"]["BySegments-Output"]) | null;
            /**
             * Cohort
             * @default first
             * @enum {string}
             */
            cohort: "first" | "entry";
            /**
             * Granularity
             * @default day
             * @enum {string}
             */
            granularity: "day" | "week" | "month";
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            kind: "retention";
            /**
             * Mode
             * @default exact
             * @enum {string}
             */
            mode: "exact" | "rolling" | "bracket";
            /** People */
            people?: (string | components["schemas"]["Definition-Output"]) | null;
            /** Period */
            period: components["schemas"]["Days"] | components["schemas"]["LastDays"];
            start: components["schemas"]["Events"];
            /**
             * Version
             * @default 1
             * @constant
             */
            version: 1;
            /**
             * Zone
             * @default Asia/Shanghai
             */
            zone: string;
        };
        /**
         * RetentionLine
         * @description One group's table; ``average``: over the cohorts whose cell of that age is complete, each by its size.
         */
        RetentionLine: {
            /** Average */
            average: components["schemas"]["Rate"][];
            /** Cohorts */
            cohorts: components["schemas"]["Cohort"][];
            /** Group */
            group: string | null;
            /** People */
            people: number;
        };
        /**
         * RetentionResult
         * @description A table for everybody, or one for each group, the largest first; ``people`` counts a person in each cohort.
         */
        RetentionResult: {
            /**
             * Cohort
             * @enum {string}
             */
            cohort: "first" | "entry";
            /** Columns */
            columns: [
                number,
                number
            ][];
            /**
             * Granularity
             * @enum {string}
             */
            granularity: "day" | "week" | "month";
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            kind: "retention";
            /** Lines */
            lines: components["schemas"]["RetentionLine"][];
            /**
             * Mode
             * @enum {string}
             */
            mode: "exact" | "rolling" | "bracket";
        };
        /**
         * Return
         * @description One cell of the table: how many of the cohort came back. Nothing is told of what lies ahead; what has begun and is
         *     not over is not ``complete``, and of ``rolling`` nothing ever is but age 0's past. The bounds of a figure say how
         *     little a cohort of few tells.
         */
        Return: {
            /** Age */
            age: number;
            cell: components["schemas"]["Cell"];
            /** Complete */
            complete: boolean;
            figure: components["schemas"]["Rate"];
            /** Until */
            until: number;
        };
        /**
         * ReviewOut
         * @description A conflict: evidence says one person, the limits say two.
         */
        ReviewOut: {
            /** A */
            a: string;
            /** B */
            b: string;
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /** Decision */
            decision: string | null;
            /** Evidence */
            evidence: string;
            /** Id */
            id: number;
            /** Person A */
            person_a: string;
            /** Person B */
            person_b: string;
            /** Reason */
            reason: string;
        };
        /**
         * RfmIn
         * @description The brand's own cuts; without them the best two fifths are high in each.
         */
        RfmIn: {
            cuts?: components["schemas"]["CutsOut"] | null;
        };
        /**
         * RfmLineOut
         * @description One group of buyers; ``expected_fen`` is what the latest run expects of them.
         */
        RfmLineOut: {
            cell: components["schemas"]["Cell"];
            /** Chinese */
            chinese: string;
            /** Expected Fen */
            expected_fen: number | null;
            /** Group */
            group: string;
            /** Mean Orders */
            mean_orders: number;
            /** Median Days Since */
            median_days_since: number;
            /** Net Fen */
            net_fen: number;
            /** People */
            people: number;
        };
        /**
         * RfmQuestion
         * @description Buyers of the period by recency, frequency and money: eight groups, what they brought and will probably bring.
         */
        "RfmQuestion-Input": {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            kind: "rfm";
            /**
             * Levels
             * @default 5
             */
            levels: number;
            /** People */
            people?: (string | components["schemas"]["Definition-Input"]) | null;
            /**
             * Period
             * @default {
             *       "last_days": 365
             *     }
             */
            period: components["schemas"]["Days"] | components["schemas"]["LastDays"];
            /**
             * Version
             * @default 1
             * @constant
             */
            version: 1;
            /**
             * Zone
             * @default Asia/Shanghai
             */
            zone: string;
        };
        /**
         * RfmQuestion
         * @description Buyers of the period by recency, frequency and money: eight groups, what they brought and will probably bring.
         */
        "RfmQuestion-Output": {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            kind: "rfm";
            /**
             * Levels
             * @default 5
             */
            levels: number;
            /** People */
            people?: (string | components["schemas"]["Definition-Output"]) | null;
            /**
             * Period
             * @default {
             *       "last_days": 365
             *     }
             */
            period: components["schemas"]["Days"] | components["schemas"]["LastDays"];
            /**
             * Version
             * @default 1
             * @constant
             */
            version: 1;
            /**
             * Zone
             * @default Asia/Shanghai
             */
            zone: string;
        };
        /**
         * RfmResult
         * @description Buyers in eight groups; ``run`` is the run that says what is expected of them.
         */
        RfmResult: {
            /** Groups */
            groups: components["schemas"]["RfmLineOut"][];
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            kind: "rfm";
            /** Run */
            run: number | null;
        };
        /**
         * Role
         * @description A named set of permissions: 管理员, 运营, 访客, 导购.
         * @enum {string}
         */
        Role: "admin" | "operator" | "viewer" | "guide";
        /**
         * Rolling
         * @description The time that ends now: ``{"last": "30d"}`` is (now − 30 days, now]; with ``"until": "7d"`` it ends 7 days ago.
         */
        Rolling: {
            /**
             * Last
             * @description seconds, minutes, hours, days of 24 hours, or weeks: 90s, 30m, 3h, 7d, 2w
             * @example 7d
             */
            last: string;
            /** Until */
            until?: string | null;
        };
        /**
         * RuleIn
         * @description Another rule for a namespace; what is left out stays as it is.
         */
        RuleIn: {
            /**
             * Blocked
             * @description values that would be nobody's
             */
            blocked?: string[];
            /** Joins */
            joins?: boolean | null;
            /**
             * Limit
             * @description 0: any number
             */
            limit?: number | null;
            /**
             * Namespace
             * @description a family (wechat_openid) or a full name (wechat_openid:wx1)
             */
            namespace: string;
            strength?: components["schemas"]["Strength"] | null;
        };
        /**
         * RulesOut
         * @description By which rules it was worked out; version 0 is the one that ships.
         */
        RulesOut: {
            /**
             * Count
             * @enum {string}
             */
            count: "platform" | "active";
            layering: components["schemas"]["LayeringName"];
            /** Version */
            version: number;
        };
        /**
         * RunAsked
         * @description What a run of the value model is to do; it looks at all orders up to yesterday.
         */
        RunAsked: {
            /**
             * Draws
             * @default 40
             */
            draws: number;
            /** Held Out Days */
            held_out_days?: number | null;
            /**
             * Horizon Days
             * @default 365
             */
            horizon_days: number;
            /**
             * Model
             * @default pareto_nbd
             * @enum {string}
             */
            model: "pareto_nbd" | "bg_nbd" | "nbd";
        };
        /**
         * RunIn
         * @description What to do over everybody: ``score``, or ``fit`` the weights first.
         */
        RunIn: {
            /** @default score */
            task: components["schemas"]["Task"];
        };
        /**
         * SavedQuestionChangeIn
         * @description What a saved question becomes.
         */
        SavedQuestionChangeIn: {
            /** Name */
            name: string;
            /**
             * Note
             * @default
             */
            note: string;
            /** Question */
            question: components["schemas"]["Trends-Input"] | components["schemas"]["Funnel-Input"] | components["schemas"]["Retention-Input"] | components["schemas"]["Paths-Input"] | components["schemas"]["Distribution-Input"] | components["schemas"]["Stickiness-Input"] | components["schemas"]["LifeCycle-Input"] | components["schemas"]["Intervals-Input"] | components["schemas"]["AttributionQuestion-Input"] | components["schemas"]["QualityQuestion-Input"] | components["schemas"]["FlowQuestion-Input"] | components["schemas"]["ValueQuestion-Input"] | components["schemas"]["RepurchaseQuestion-Input"] | components["schemas"]["RfmQuestion-Input"] | components["schemas"]["PaybackQuestion-Input"] | components["schemas"]["MetricQuestion-Input"];
            /**
             * Version
             * @description the one that the author saw
             */
            version: number;
        };
        /**
         * SavedQuestionIn
         * @description A question to keep under a name.
         */
        SavedQuestionIn: {
            /** Name */
            name: string;
            /**
             * Note
             * @default
             */
            note: string;
            /** Question */
            question: components["schemas"]["Trends-Input"] | components["schemas"]["Funnel-Input"] | components["schemas"]["Retention-Input"] | components["schemas"]["Paths-Input"] | components["schemas"]["Distribution-Input"] | components["schemas"]["Stickiness-Input"] | components["schemas"]["LifeCycle-Input"] | components["schemas"]["Intervals-Input"] | components["schemas"]["AttributionQuestion-Input"] | components["schemas"]["QualityQuestion-Input"] | components["schemas"]["FlowQuestion-Input"] | components["schemas"]["ValueQuestion-Input"] | components["schemas"]["RepurchaseQuestion-Input"] | components["schemas"]["RfmQuestion-Input"] | components["schemas"]["PaybackQuestion-Input"] | components["schemas"]["MetricQuestion-Input"];
        };
        /**
         * SavedQuestionOut
         * @description A saved question, as it is asked at the desk; ``boards`` names those that show it.
         */
        SavedQuestionOut: {
            /** Boards */
            boards: string[];
            changed: components["schemas"]["TouchOut"];
            created: components["schemas"]["TouchOut"];
            /** Id */
            id: number;
            /** Name */
            name: string;
            /** Note */
            note: string;
            /** Question */
            question: {
                [key: string]: unknown;
            };
            /** Version */
            version: number;
        };
        /**
         * SavedVersionOut
         * @description What a saved question was from a moment on.
         */
        SavedVersionOut: {
            changed: components["schemas"]["TouchOut"];
            /** Name */
            name: string;
            /** Note */
            note: string;
            /** Question */
            question: {
                [key: string]: unknown;
            };
            /** Version */
            version: number;
        };
        /**
         * ScoreOut
         * @description A score of 0 to 100 with everything that it was made of; ``as_of`` is now, or when the person deleted the last of
         *     us: from then on it is ``stopped``. ``chances``: how likely what is still open is in the next thirty days (``first``
         *     order, ``again``, ``stay``, ``answer``), as the model in force predicts.
         */
        ScoreOut: {
            /**
             * As Of
             * Format: date-time
             */
            as_of: string;
            /** Chances */
            chances: {
                [key: string]: number;
            };
            /** Parts */
            parts: components["schemas"]["huoshui__audiences__intimacy__schemas__person__PartOut"][];
            /** Score */
            score: number;
            /** Stopped */
            stopped: boolean;
            /** Z */
            z: number;
        };
        /**
         * SegmentIn
         * @description A segment to keep under a name.
         */
        SegmentIn: {
            definition: components["schemas"]["Definition-Input"];
            /**
             * Name
             * @description 1 to 100 characters, no slash, no space around
             */
            name: string;
            /**
             * Note
             * @description what it is for
             * @default
             */
            note: string;
        };
        /**
         * SegmentOut
         * @description A stored segment.
         */
        SegmentOut: {
            /**
             * Changed At
             * Format: date-time
             */
            changed_at: string;
            /** Changed By */
            changed_by: string;
            definition: components["schemas"]["Definition-Output"];
            /** Name */
            name: string;
            /** Note */
            note: string;
            /** Used By */
            used_by: string[];
            /** Version */
            version: number;
        };
        /**
         * Sequence
         * @description First this, then that: each step later than the one before (not at the same moment), all steps in ``within``.
         *
         *     ``without`` is what must not happen after the last step; with a time, that time must have passed.
         */
        Sequence: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            kind: "sequence";
            /** Steps */
            steps: components["schemas"]["Step"][];
            /** Within */
            within?: (components["schemas"]["Rolling"] | components["schemas"]["Absolute"]) | null;
            without?: components["schemas"]["Step"] | null;
        };
        /**
         * Series
         * @description What is counted: events, people who did them, the sum or average of a number property, events or sum per person.
         */
        Series: {
            at?: components["schemas"]["Clock"] | null;
            /** Calls */
            calls?: ("track" | "page" | "screen")[] | null;
            /** Channels */
            channels?: string[] | null;
            /** Events */
            events?: string[] | null;
            /** Label */
            label?: string | null;
            /**
             * Measure
             * @default events
             * @enum {string}
             */
            measure: "events" | "people" | "sum" | "average" | "per_person" | "sum_per_person";
            /** Property */
            property?: string | null;
            /** Roles */
            roles?: ("A" | "I1" | "I2" | "P" | "L")[] | null;
            /** Weekdays */
            weekdays?: number[] | null;
            /**
             * Where
             * @default []
             */
            where: components["schemas"]["Property"][];
        };
        /**
         * Share
         * @description A rate with what it was made of; no value where there is nothing to divide by.
         */
        Share: {
            /** Denominator */
            denominator: number;
            /** Numerator */
            numerator: number;
            /** Value */
            value: number | null;
        };
        /**
         * ShareOut
         * @description How many of so many; null where there is nothing to divide by.
         */
        ShareOut: {
            /** Denominator */
            denominator: number;
            /** Numerator */
            numerator: number;
            /** Value */
            value: number | null;
        };
        /**
         * Shared
         * @description What all cards of a board are asked with instead of their own: the period, and only these people.
         */
        Shared: {
            /** People */
            people?: string | null;
            /** Period */
            period?: (components["schemas"]["Days"] | components["schemas"]["LastDays"]) | null;
        };
        /**
         * SizeAsked
         * @description How many people an experiment needs; with ``outcome`` base, spread and CUPED's gain come from own data.
         */
        SizeAsked: {
            /**
             * Alpha
             * @default 0.05
             */
            alpha: number;
            /**
             * Arms
             * @default 2
             */
            arms: number;
            /**
             * Change
             * @description relative to the base: 0.1 is ten percent more
             */
            change: number;
            /** Outcome */
            outcome: components["schemas"]["OrdersOutcome"] | components["schemas"]["EventsOutcome"];
            /** People */
            people?: (string | components["schemas"]["Definition-Input"]) | null;
            /**
             * Power
             * @default 0.8
             */
            power: number;
            /**
             * Window Days
             * @default 30
             */
            window_days: number;
        };
        /**
         * SizesOut
         * @description How large a watched segment was, day by day, since it is watched; the last day is today, up to now.
         */
        SizesOut: {
            /** Days */
            days: components["schemas"]["huoshui__audiences__membership__schemas__SizeOut"][];
            /** Segment */
            segment: string;
        };
        /**
         * Slot
         * @description One bin, from ``since`` up to ``until`` (without it; ``None``: no end): people, and events of theirs in it.
         */
        Slot: {
            cell: components["schemas"]["Cell"];
            /** Events */
            events: number;
            /** People */
            people: number;
            /** Since */
            since: number | null;
            /** Until */
            until: number | null;
        };
        /**
         * SnapshotIn
         * @description What a snapshot is for.
         */
        SnapshotIn: {
            /**
             * Note
             * @default
             */
            note: string;
        };
        /**
         * SnapshotOut
         * @description Who was in a segment at a moment, kept for good.
         */
        SnapshotOut: {
            /** Note */
            note: string;
            /** Number */
            number: number;
            /** People */
            people: number;
            /** Segment */
            segment: string;
            /**
             * Taken At
             * Format: date-time
             */
            taken_at: string;
            /** Taken By */
            taken_by: string;
            /** Version */
            version: number;
        };
        /**
         * SnapshotPeopleOut
         * @description A page of who was in a segment when it was frozen.
         */
        SnapshotPeopleOut: {
            /** Next */
            next: string | null;
            /** People */
            people: string[];
            snapshot: components["schemas"]["SnapshotOut"];
        };
        /**
         * Some
         * @description Something in it is met.
         */
        "Some-Input": {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            kind: "any";
            /** Of */
            of: (components["schemas"]["All-Input"] | components["schemas"]["Some-Input"] | components["schemas"]["Not-Input"] | components["schemas"]["AsOf-Input"] | components["schemas"]["Used"] | components["schemas"]["InAipl"] | components["schemas"]["InTier"] | components["schemas"]["InLifeCycle"] | components["schemas"]["Known"] | components["schemas"]["TraitIs"] | components["schemas"]["Tagged"] | components["schemas"]["Consented"] | components["schemas"]["Reachable"] | components["schemas"]["OrdersCounted"] | components["schemas"]["OrdersAt"] | components["schemas"]["Did"] | components["schemas"]["DidAt"] | components["schemas"]["Sequence"] | components["schemas"]["FirstChannel"] | components["schemas"]["Close"] | components["schemas"]["Trusting"] | components["schemas"]["Frozen"] | components["schemas"]["Bucket"])[];
        };
        /**
         * Some
         * @description Something in it is met.
         */
        "Some-Output": {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            kind: "any";
            /** Of */
            of: (components["schemas"]["All-Output"] | components["schemas"]["Some-Output"] | components["schemas"]["Not-Output"] | components["schemas"]["AsOf-Output"] | components["schemas"]["Used"] | components["schemas"]["InAipl"] | components["schemas"]["InTier"] | components["schemas"]["InLifeCycle"] | components["schemas"]["Known"] | components["schemas"]["TraitIs"] | components["schemas"]["Tagged"] | components["schemas"]["Consented"] | components["schemas"]["Reachable"] | components["schemas"]["OrdersCounted"] | components["schemas"]["OrdersAt"] | components["schemas"]["Did"] | components["schemas"]["DidAt"] | components["schemas"]["Sequence"] | components["schemas"]["FirstChannel"] | components["schemas"]["Close"] | components["schemas"]["Trusting"] | components["schemas"]["Frozen"] | components["schemas"]["Bucket"])[];
        };
        /**
         * SourceChangeIn
         * @description What to change of a source.
         */
        SourceChangeIn: {
            /** Channel */
            channel?: string | null;
            /** Plan */
            plan?: ("allow" | "quarantine") | null;
        };
        /**
         * SourceIn
         * @description A source to add.
         */
        SourceIn: {
            /**
             * Channel
             * @description public channel of its events when they do not say
             * @default
             */
            channel: string;
            /**
             * Name
             * @example 官网
             */
            name: string;
            /**
             * Plan
             * @description what to do with events that the dictionary does not know
             * @default allow
             * @enum {string}
             */
            plan: "allow" | "quarantine";
        };
        /**
         * SourceOut
         * @description A source with what it brought.
         */
        SourceOut: {
            /** Channel */
            channel: string;
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /** Duplicates */
            duplicates: number;
            /** Id */
            id: number;
            /** Name */
            name: string;
            /**
             * Plan
             * @enum {string}
             */
            plan: "allow" | "quarantine";
            /** Rejected */
            rejected: number;
            /** Stored */
            stored: number;
        };
        /**
         * SplitIn
         * @description The identifier that leaves.
         */
        SplitIn: {
            /**
             * Identifier
             * @description a person number, an identity, or namespace:value
             */
            identifier: string;
            /**
             * Note
             * @description why, for those who ask later; no personal data
             * @default
             */
            note: string;
        };
        /**
         * SplitOut
         * @description The people that there are now, the one with the identifier first.
         */
        SplitOut: {
            /** People */
            people: string[];
        };
        /**
         * SqlOut
         * @description The ClickHouse query that finds the people of a segment for this viewer; values are parameters, never text.
         */
        SqlOut: {
            /** Parameters */
            parameters: {
                [key: string]: unknown;
            };
            /** Sql */
            sql: string;
        };
        /**
         * StaffChangeIn
         * @description What to change of a member.
         */
        StaffChangeIn: {
            /** Disabled */
            disabled?: boolean | null;
            /** Name */
            name?: string | null;
            /** Password */
            password?: string | null;
            role?: components["schemas"]["Role"] | null;
            /** Unit */
            unit?: string | null;
        };
        /**
         * StaffIn
         * @description A member to add.
         */
        StaffIn: {
            /** Login */
            login: string;
            /** Name */
            name: string;
            /**
             * Password
             * Format: password
             */
            password: string;
            role: components["schemas"]["Role"];
            /**
             * Unit
             * @description the unit's code; default: headquarters
             */
            unit?: string | null;
        };
        /**
         * StaffOut
         * @description A member.
         */
        StaffOut: {
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /** Disabled At */
            disabled_at: string | null;
            /** Id */
            id: number;
            /** Login */
            login: string;
            /** Name */
            name: string;
            role: components["schemas"]["Role"];
            /** Unit */
            unit: string;
        };
        /**
         * StandingOut
         * @description On which level a person is at the end of a day, and of each line of the rules whether it is met.
         */
        StandingOut: {
            /** Chinese */
            chinese: string;
            /** Level */
            level: string;
            /** Lines */
            lines: components["schemas"]["huoshui__audiences__layers__schemas__rules__LineOut"][];
            /**
             * On
             * Format: date
             */
            on: string;
            /** Person */
            person: string;
            rules: components["schemas"]["RulesOut"];
        };
        /**
         * State
         * @description Well; look at it; broken.
         * @enum {string}
         */
        State: "well" | "look" | "broken";
        /**
         * StatementOut
         * @description A statement as ClickHouse was asked it; values are parameters.
         */
        StatementOut: {
            /** Parameters */
            parameters: {
                [key: string]: unknown;
            };
            /** Rows Read */
            rows_read: number;
            /** Seconds */
            seconds: number;
            /** Sql */
            sql: string;
        };
        /**
         * Step
         * @description One step of a sequence; ``within`` is the longest time after the step before it.
         */
        Step: {
            at?: components["schemas"]["Clock"] | null;
            /** Calls */
            calls?: ("track" | "page" | "screen")[] | null;
            /** Channels */
            channels?: string[] | null;
            /** Events */
            events?: string[] | null;
            /** Roles */
            roles?: ("A" | "I1" | "I2" | "P" | "L")[] | null;
            /** Weekdays */
            weekdays?: number[] | null;
            /**
             * Where
             * @default []
             */
            where: components["schemas"]["Property"][];
            /** Within */
            within?: string | null;
        };
        /**
         * Stickiness
         * @description On how many days people are active in each week or month (those days that lie in the period); days by the clock of
         *     the zone. Who is not active at all in it is not counted.
         */
        "Stickiness-Input": {
            /**
             * @default {
             *       "where": []
             *     }
             */
            active: components["schemas"]["Events"];
            /** Breakdown */
            breakdown?: components["schemas"]["ByTrait"] | components["schemas"]["BySegments-Input"] | null;
            /**
             * Granularity
             * @default week
             * @enum {string}
             */
            granularity: "week" | "month";
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            kind: "stickiness";
            /** People */
            people?: (string | components["schemas"]["Definition-Input"]) | null;
            /** Period */
            period: components["schemas"]["Days"] | components["schemas"]["LastDays"];
            /**
             * Version
             * @default 1
             * @constant
             */
            version: 1;
            /**
             * Zone
             * @default Asia/Shanghai
             */
            zone: string;
        };
        /**
         * Stickiness
         * @description On how many days people are active in each week or month (those days that lie in the period); days by the clock of
         *     the zone. Who is not active at all in it is not counted.
         */
        "Stickiness-Output": {
            /**
             * @default {
             *       "where": []
             *     }
             */
            active: components["schemas"]["Events"];
            /** Breakdown */
            breakdown?: components["schemas"]["ByTrait"] | components["schemas"]["BySegments-Output"] | null;
            /**
             * Granularity
             * @default week
             * @enum {string}
             */
            granularity: "week" | "month";
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            kind: "stickiness";
            /** People */
            people?: (string | components["schemas"]["Definition-Output"]) | null;
            /** Period */
            period: components["schemas"]["Days"] | components["schemas"]["LastDays"];
            /**
             * Version
             * @default 1
             * @constant
             */
            version: 1;
            /**
             * Zone
             * @default Asia/Shanghai
             */
            zone: string;
        };
        /**
         * StickinessResult
         * @description A line for everybody, or one for each group, the largest first.
         */
        StickinessResult: {
            /**
             * Granularity
             * @enum {string}
             */
            granularity: "week" | "month";
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            kind: "stickiness";
            /** Lines */
            lines: components["schemas"]["StickyLine"][];
        };
        /**
         * StickyLine
         * @description One group.
         */
        StickyLine: {
            /** Group */
            group: string | null;
            /** Points */
            points: components["schemas"]["StickyPoint"][];
        };
        /**
         * StickyPoint
         * @description One week or month.
         *
         *     ``per_person``: active days per active person; ``per_day``: those who are active on an average day as a share of all
         *     who are active at all (DAU / WAU, DAU / MAU), over the days that lie in the period and the past.
         */
        StickyPoint: {
            /** Bucket */
            bucket: string;
            cell: components["schemas"]["Cell"];
            /** Complete */
            complete: boolean;
            /** Days */
            days: components["schemas"]["ActiveDays"][];
            /** People */
            people: number;
            per_day: components["schemas"]["Share"];
            per_person: components["schemas"]["Share"];
        };
        /**
         * StockOut
         * @description How many people are on each level at the end of a day in Beijing (of today: now), from high to low.
         *
         *     ``penetration`` 渗透率: those in the funnel, of everybody in scope or of the number that was given.
         *     ``activity`` 活跃度: those who acted lately, of those with a standing relation.
         */
        StockOut: {
            activity: components["schemas"]["RateOut"];
            /**
             * Answered At
             * Format: date-time
             */
            answered_at: string;
            /** Base */
            base: number;
            /** Funnel */
            funnel: number;
            /** Levels */
            levels: components["schemas"]["LevelOut"][];
            /**
             * On
             * Format: date
             */
            on: string;
            penetration: components["schemas"]["RateOut"];
            rules: components["schemas"]["RulesOut"];
            /**
             * Timezone
             * @default Asia/Shanghai
             */
            timezone: string;
        };
        /**
         * Strength
         * @description Whether an identifier proves a person (strong) or only suggests one (weak).
         * @enum {string}
         */
        Strength: "strong" | "weak";
        /**
         * SuggestionOut
         * @description What would bring a person closer: the change of the score if it happened now, and what it costs us.
         */
        SuggestionOut: {
            /** Action */
            action: string;
            /** Change */
            change: number;
            /** Chinese */
            chinese: string;
            /** Effort */
            effort: string;
            /** Effort Chinese */
            effort_chinese: string;
            /** Score */
            score: number;
        };
        /**
         * SummariesIn
         * @description Numbers of people, as lists and reports give them.
         */
        SummariesIn: {
            /** People */
            people: string[];
        };
        /**
         * SummariesOut
         * @description The people who were asked for and may be seen, in the order asked.
         */
        SummariesOut: {
            /** People */
            people: components["schemas"]["SummaryOut"][];
        };
        /**
         * SummaryOut
         * @description One line of a list of people.
         */
        SummaryOut: {
            /** Channels */
            channels: string[];
            /** Display */
            display: string;
            /** Identified */
            identified: boolean;
            /** Person */
            person: string;
            /** Reachable */
            reachable: boolean;
            /**
             * Since
             * Format: date-time
             */
            since: string;
            /** Tags */
            tags: string[];
            /** Units */
            units: number[];
        };
        /**
         * TableCellOut
         * @description How many people have these values; ``segment`` is who they are, where that is a condition of the language.
         */
        TableCellOut: {
            /** At */
            at: string[];
            /** People */
            people: number;
            segment: components["schemas"]["Definition-Output"] | null;
        };
        /**
         * TableIn
         * @description One to three dimensions, each ``NAME`` or ``NAME@DAY``; ``on`` is the day of those that name none.
         */
        TableIn: {
            /** Dimensions */
            dimensions: string[];
            /** On */
            on?: string | null;
        };
        /**
         * TableOut
         * @description People by the dimensions; ``left_off`` values of a found dimension are not shown.
         */
        TableOut: {
            /**
             * Answered At
             * Format: date-time
             */
            answered_at: string;
            /** Cells */
            cells: components["schemas"]["TableCellOut"][];
            /** Dimensions */
            dimensions: components["schemas"]["DimensionOut"][];
            /** Left Off */
            left_off: number;
        };
        /**
         * TagOut
         * @description A tag, who put it there, and when.
         */
        TagOut: {
            /**
             * Added At
             * Format: date-time
             */
            added_at: string;
            /** Added By */
            added_by: string;
            /** Identity */
            identity: string;
            /** Tag */
            tag: string;
        };
        /**
         * Tagged
         * @description Who carries a tag, put on in the given time.
         */
        Tagged: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            kind: "tag";
            /** Tag */
            tag: string;
            /** Within */
            within?: (components["schemas"]["Rolling"] | components["schemas"]["Absolute"]) | null;
        };
        /**
         * TagsIn
         * @description Tags to put on and take off.
         */
        TagsIn: {
            /**
             * Add
             * @default []
             */
            add: string[];
            /**
             * Remove
             * @default []
             */
            remove: string[];
        };
        /**
         * TakenOut
         * @description How many lines were taken in, and what they come to.
         */
        TakenOut: {
            /** Fen */
            fen: number;
            /** Lines */
            lines: number;
        };
        /**
         * Task
         * @description What a run does: score everybody, or fit the weights first.
         * @enum {string}
         */
        Task: "score" | "fit";
        /**
         * TextOneOf
         * @description A text that is one of several.
         */
        TextOneOf: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            op: "one_of";
            /**
             * Type
             * @constant
             */
            type: "text";
            /** Value */
            value: string[];
        };
        /**
         * TextTest
         * @description A text, by what it is or contains; exact, also in letter case.
         */
        TextTest: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            op: "contains" | "ends_with" | "is" | "starts_with";
            /**
             * Type
             * @constant
             */
            type: "text";
            /** Value */
            value: string;
        };
        /**
         * TimelineOut
         * @description A page of a timeline, the newest first; ``next`` is the ``before`` of the page that follows.
         */
        TimelineOut: {
            /** Next */
            next: string | null;
            /** Timeline */
            timeline: components["schemas"]["MomentOut"][];
        };
        /**
         * Times
         * @description How often events of these names happened in the period.
         */
        Times: {
            /** Events */
            events: string[];
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            of: "times";
        };
        /**
         * TokenIn
         * @description A token to make.
         */
        TokenIn: {
            /** Expires At */
            expires_at?: string | null;
            /** Name */
            name: string;
            /** Permissions */
            permissions: components["schemas"]["Permission"][];
            /**
             * Units
             * @description the codes of the units that it may see, each with all below; default: as its maker
             */
            units?: string[] | null;
        };
        /**
         * TokenOut
         * @description A token, without its secret.
         */
        TokenOut: {
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /** Expires At */
            expires_at: string | null;
            /** Hint */
            hint: string;
            /** Id */
            id: number;
            /** Last Used At */
            last_used_at: string | null;
            /** Name */
            name: string;
            /** Permissions */
            permissions: components["schemas"]["Permission"][];
            /** Staff Id */
            staff_id: number | null;
            /** Units */
            units: string[] | null;
        };
        /**
         * TotalsOut
         * @description Everything, credited or not; ``untouched`` conversions had no touch in their window. ``caused``: of all that we do.
         */
        TotalsOut: {
            caused: components["schemas"]["CausedOut"] | null;
            /** Conversions */
            conversions: number;
            /** Journeys */
            journeys: number;
            /** Rate */
            rate: number | null;
            /** Untouched */
            untouched: number;
            /** Untouched Value Fen */
            untouched_value_fen: number;
            /** Value Fen */
            value_fen: number;
        };
        /**
         * TouchOut
         * @description Who did something, and when.
         */
        TouchOut: {
            /**
             * At
             * Format: date-time
             */
            at: string;
            /** By */
            by: string;
            /** Name */
            name: string;
        };
        /**
         * TraitIs
         * @description What was said about a person. Personal data is masked, so of it only ``exists`` makes sense.
         */
        TraitIs: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            kind: "trait";
            /** Name */
            name: string;
            /** Test */
            test: (components["schemas"]["TextTest"] | components["schemas"]["TextOneOf"]) | (components["schemas"]["NumberTest"] | components["schemas"]["NumberBetween"]) | (components["schemas"]["DateTest"] | components["schemas"]["DateBetween"] | components["schemas"]["DateRelative"] | components["schemas"]["DateAge"]) | components["schemas"]["TruthTest"] | (components["schemas"]["ListTest"] | components["schemas"]["ListHas"]) | components["schemas"]["Exists"];
        };
        /**
         * TraitOut
         * @description What counts of a trait and where it comes from; for a union the newest line stands for all.
         */
        TraitOut: {
            /**
             * First At
             * Format: date-time
             */
            first_at: string;
            /** Identity */
            identity: string;
            /** Import Id */
            import_id: number;
            /**
             * Learned At
             * Format: date-time
             */
            learned_at: string;
            /** Message Id */
            message_id: string;
            /**
             * Occurred At
             * Format: date-time
             */
            occurred_at: string;
            /** Personal */
            personal: boolean;
            /** Policy */
            policy: string;
            /** Source */
            source: number;
            /** Value */
            value: unknown;
        };
        /**
         * TrendLine
         * @description One series in one group. ``total`` is the figure of the whole period; people count once in it.
         */
        TrendLine: {
            cell: components["schemas"]["Cell"];
            /** Group */
            group: string | null;
            /** Label */
            label: string;
            /**
             * Measure
             * @enum {string}
             */
            measure: "events" | "people" | "sum" | "average" | "per_person" | "sum_per_person";
            /** People */
            people: number;
            /** Points */
            points: components["schemas"]["Point"][];
            previous_total?: components["schemas"]["Share"] | null;
            /** Series */
            series: number;
            total: components["schemas"]["Share"];
        };
        /**
         * TrendOut
         * @description The stock of each level, from high to low, at the end of each day in Beijing.
         */
        TrendOut: {
            /**
             * Answered At
             * Format: date-time
             */
            answered_at: string;
            /** Days */
            days: string[];
            /** Levels */
            levels: components["schemas"]["LevelDaysOut"][];
            rules: components["schemas"]["RulesOut"];
            /**
             * Timezone
             * @default Asia/Shanghai
             */
            timezone: string;
        };
        /**
         * Trends
         * @description How often things happened, bucket by bucket.
         *
         *     ``compare`` puts beside it the period of as many days before, bucket by bucket from its own beginning.
         *     ``cumulative`` counts from the beginning of the period; people then count once, in the bucket of their first.
         *     ``usual`` tells of each day the range that such weekdays had before, by the eleven weeks before the period.
         */
        "Trends-Input": {
            /** Breakdown */
            breakdown?: (components["schemas"]["ByChannel"] | components["schemas"]["ByProperty"] | components["schemas"]["ByTrait"] | components["schemas"]["BySegments-Input"]) | null;
            /**
             * Compare
             * @default false
             */
            compare: boolean;
            /**
             * Cumulative
             * @default false
             */
            cumulative: boolean;
            /**
             * Granularity
             * @default day
             * @enum {string}
             */
            granularity: "hour" | "day" | "week" | "month";
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            kind: "trends";
            /** People */
            people?: (string | components["schemas"]["Definition-Input"]) | null;
            /** Period */
            period: components["schemas"]["Days"] | components["schemas"]["LastDays"];
            /** Series */
            series: components["schemas"]["Series"][];
            /**
             * Usual
             * @default false
             */
            usual: boolean;
            /**
             * Version
             * @default 1
             * @constant
             */
            version: 1;
            /**
             * Zone
             * @default Asia/Shanghai
             */
            zone: string;
        };
        /**
         * Trends
         * @description How often things happened, bucket by bucket.
         *
         *     ``compare`` puts beside it the period of as many days before, bucket by bucket from its own beginning.
         *     ``cumulative`` counts from the beginning of the period; people then count once, in the bucket of their first.
         *     ``usual`` tells of each day the range that such weekdays had before, by the eleven weeks before the period.
         */
        "Trends-Output": {
            /** Breakdown */
            breakdown?: (components["schemas"]["ByChannel"] | components["schemas"]["ByProperty"] | components["schemas"]["ByTrait"] | components["schemas"]["BySegments-Output"]) | null;
            /**
             * Compare
             * @default false
             */
            compare: boolean;
            /**
             * Cumulative
             * @default false
             */
            cumulative: boolean;
            /**
             * Granularity
             * @default day
             * @enum {string}
             */
            granularity: "hour" | "day" | "week" | "month";
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            kind: "trends";
            /** People */
            people?: (string | components["schemas"]["Definition-Output"]) | null;
            /** Period */
            period: components["schemas"]["Days"] | components["schemas"]["LastDays"];
            /** Series */
            series: components["schemas"]["Series"][];
            /**
             * Usual
             * @default false
             */
            usual: boolean;
            /**
             * Version
             * @default 1
             * @constant
             */
            version: 1;
            /**
             * Zone
             * @default Asia/Shanghai
             */
            zone: string;
        };
        /**
         * TrendsResult
         * @description Lines by series and group, the largest group first.
         *
         *     The numerator of a figure is what is counted; its denominator is 1, or events that have the property (average), or
         *     people (per person).
         */
        TrendsResult: {
            /**
             * Granularity
             * @enum {string}
             */
            granularity: "hour" | "day" | "week" | "month";
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            kind: "trends";
            /** Lines */
            lines: components["schemas"]["TrendLine"][];
        };
        /**
         * Trust
         * @description 陌生人, 熟人, 朋友, 家人.
         * @enum {string}
         */
        Trust: "stranger" | "acquaintance" | "friend" | "family";
        /**
         * TrustFlowOut
         * @description Who stands in which trust stage now, and the changes in [since, until).
         */
        TrustFlowOut: {
            /** Moves */
            moves: components["schemas"]["huoshui__audiences__intimacy__schemas__everybody__MovedOut"][];
            /**
             * Since
             * Format: date-time
             */
            since: string;
            /** Stock */
            stock: {
                [key: string]: number;
            };
            /**
             * Until
             * Format: date-time
             */
            until: string;
        };
        /**
         * TrustOut
         * @description The stored score and trust stage, as the last run over everybody has them.
         */
        TrustOut: {
            /** Chinese */
            chinese: string;
            /** Model Version */
            model_version: number;
            /** Run */
            run: number;
            /** Score */
            score: number;
            /**
             * Scored At
             * Format: date-time
             */
            scored_at: string;
            /**
             * Since
             * Format: date-time
             */
            since: string;
            stage: components["schemas"]["Trust"];
        };
        /**
         * Trusting
         * @description Who stands in one of these stages of trust (陌生人, 熟人, 朋友, 家人), as the last run over everybody has it.
         */
        Trusting: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            kind: "trust";
            /** Stages */
            stages: ("stranger" | "acquaintance" | "friend" | "family")[];
        };
        /**
         * TruthTest
         * @description True or false.
         */
        TruthTest: {
            /**
             * Op
             * @default is
             * @constant
             */
            op: "is";
            /**
             * Type
             * @constant
             */
            type: "boolean";
            /** Value */
            value: boolean;
        };
        /**
         * UnitChangeIn
         * @description What to change of a unit.
         */
        UnitChangeIn: {
            /** Name */
            name?: string | null;
            /** Parent */
            parent?: string | null;
        };
        /**
         * UnitIn
         * @description A unit to add.
         */
        UnitIn: {
            /** Code */
            code: string;
            kind: components["schemas"]["UnitKind"];
            /** Name */
            name: string;
            /**
             * Parent
             * @description the parent's code; default: headquarters
             */
            parent?: string | null;
        };
        /**
         * UnitKind
         * @description A level of the org tree, from the root down: 总部, 大区, 经销商, 门店.
         * @enum {string}
         */
        UnitKind: "headquarters" | "region" | "dealer" | "store";
        /**
         * UnitOut
         * @description A unit.
         */
        UnitOut: {
            /** Code */
            code: string;
            /** Id */
            id: number;
            kind: components["schemas"]["UnitKind"];
            /** Name */
            name: string;
            /** Parent */
            parent: string | null;
        };
        /**
         * Used
         * @description Who is in another segment, as it is defined now.
         */
        Used: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            kind: "segment";
            /**
             * Name
             * @description 1 to 100 characters, no slash, no space around
             */
            name: string;
        };
        /**
         * Usual
         * @description The range that days like it had, and whether this one is ``unusual``: over, outside of it, of enough events.
         */
        Usual: {
            /** High */
            high: number;
            /** Low */
            low: number;
            /** Middle */
            middle: number;
            /** Unusual */
            unusual: boolean;
        };
        /** ValidationError */
        ValidationError: {
            /** Context */
            ctx?: Record<string, never>;
            /** Input */
            input?: unknown;
            /** Location */
            loc: (string | number)[];
            /** Message */
            msg: string;
            /** Error Type */
            type: string;
        };
        /**
         * ValueOut
         * @description The result with what it was made of.
         */
        ValueOut: {
            /**
             * Causal
             * @default false
             */
            causal: boolean;
            /**
             * Censored
             * @default 每个时长只计已被观察满该时长的人 at each horizon only people who were followed that long
             */
            censored: string;
            /** Cohorts */
            cohorts: components["schemas"]["CohortOut"][];
            freshness: components["schemas"]["FreshnessOut"];
            /**
             * Kind
             * @default value
             * @constant
             */
            kind: "value";
            question: components["schemas"]["ValueQuestion-Output"];
            /**
             * Since
             * Format: date-time
             */
            since: string;
            /** Statements */
            statements: components["schemas"]["QueriedOut"][];
            /**
             * Until
             * Format: date-time
             */
            until: string;
            /** Zone */
            zone: string;
        };
        /**
         * ValueQuestion
         * @description What people who began in a period have brought so far: per cohort, within so many days of their beginning.
         *
         *     People begin with their first paid order, or when they first came (on a public channel, else anywhere). At a horizon
         *     only those count who have been followed that long: younger ones are not seen as worth less.
         */
        "ValueQuestion-Input": {
            /**
             * By
             * @default channel
             * @enum {string}
             */
            by: "month" | "channel";
            /**
             * Horizons
             * @default [
             *       30,
             *       60,
             *       90,
             *       180,
             *       365
             *     ]
             */
            horizons: number[];
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            kind: "value";
            /** People */
            people?: (string | components["schemas"]["Definition-Input"]) | null;
            /**
             * Period
             * @default {
             *       "last_days": 365
             *     }
             */
            period: components["schemas"]["Days"] | components["schemas"]["LastDays"];
            /**
             * Start
             * @default purchase
             * @enum {string}
             */
            start: "purchase" | "arrival";
            /**
             * Version
             * @default 1
             * @constant
             */
            version: 1;
            /**
             * Zone
             * @default Asia/Shanghai
             */
            zone: string;
        };
        /**
         * ValueQuestion
         * @description What people who began in a period have brought so far: per cohort, within so many days of their beginning.
         *
         *     People begin with their first paid order, or when they first came (on a public channel, else anywhere). At a horizon
         *     only those count who have been followed that long: younger ones are not seen as worth less.
         */
        "ValueQuestion-Output": {
            /**
             * By
             * @default channel
             * @enum {string}
             */
            by: "month" | "channel";
            /**
             * Horizons
             * @default [
             *       30,
             *       60,
             *       90,
             *       180,
             *       365
             *     ]
             */
            horizons: number[];
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            kind: "value";
            /** People */
            people?: (string | components["schemas"]["Definition-Output"]) | null;
            /**
             * Period
             * @default {
             *       "last_days": 365
             *     }
             */
            period: components["schemas"]["Days"] | components["schemas"]["LastDays"];
            /**
             * Start
             * @default purchase
             * @enum {string}
             */
            start: "purchase" | "arrival";
            /**
             * Version
             * @default 1
             * @constant
             */
            version: 1;
            /**
             * Zone
             * @default Asia/Shanghai
             */
            zone: string;
        };
        /**
         * ValueResult
         * @description What people have brought so far, per cohort and horizon. Observed, nothing is forecast.
         */
        ValueResult: {
            /**
             * Censored
             * @default 每个时长只计已被观察满该时长的人 at each horizon only people who were followed that long
             */
            censored: string;
            /** Cohorts */
            cohorts: components["schemas"]["CohortOut"][];
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            kind: "value";
        };
        /**
         * VariantIO
         * @description One of the places where a link leads; `weight` is how often it is chosen among them.
         */
        VariantIO: {
            /**
             * By Environment
             * @description other addresses for some environments; an application without its own gets `phone`'s
             * @default {}
             */
            by_environment: {
                [key: string]: string;
            };
            /**
             * Name
             * @default
             */
            name: string;
            /**
             * Url
             * @description https://…, or a deep link into an application
             */
            url: string;
            /**
             * Weight
             * @default 1
             */
            weight: number;
        };
        /**
         * VerdictOut
         * @description Whether a condition is met, the facts that decided it, and the verdicts of what is in it.
         */
        VerdictOut: {
            /** Facts */
            facts: {
                [key: string]: unknown;
            };
            /** Kind */
            kind: string;
            /** Met */
            met: boolean;
            /** Of */
            of: components["schemas"]["VerdictOut"][];
            /** Path */
            path: string;
        };
        /**
         * VersionOut
         * @description What a segment was from a moment on.
         */
        VersionOut: {
            /**
             * Changed At
             * Format: date-time
             */
            changed_at: string;
            /** Changed By */
            changed_by: string;
            definition: components["schemas"]["Definition-Output"];
            /** Note */
            note: string;
            /** Version */
            version: number;
        };
        /**
         * Waiting
         * @description How long it took, in seconds; the median and the 90th percentile are values that occurred.
         */
        Waiting: {
            /** Count */
            count: number;
            /** Histogram */
            histogram: components["schemas"]["Bin"][];
            /** Median S */
            median_s: number;
            /** P90 S */
            p90_s: number;
        };
        /**
         * WatchOut
         * @description A segment whose members are kept: how it fares, how many there are, and what went wrong last. ``drift`` counts the
         *     people whom a sweep found and a round had missed; it should be 0.
         */
        WatchOut: {
            /** Built At */
            built_at: string | null;
            /** Caught Up At */
            caught_up_at?: string | null;
            /** Drift */
            drift: number;
            /** Failures */
            failures: number;
            /** Last Error */
            last_error: string | null;
            /** People */
            people: number;
            /** Retry At */
            retry_at: string | null;
            /** Segment */
            segment: string;
            /** State */
            state: string;
            /** Swept At */
            swept_at: string | null;
            /** Version */
            version: number;
            /**
             * Waiting
             * @default 0
             */
            waiting: number;
            /**
             * Watched At
             * Format: date-time
             */
            watched_at: string;
            /** Watched By */
            watched_by: string;
        };
        /**
         * WhyOut
         * @description Whether a person is in a segment at a moment, and why.
         */
        WhyOut: {
            /**
             * Explained At
             * Format: date-time
             */
            explained_at: string;
            /** Met */
            met: boolean;
            /** Person */
            person: string;
            why: components["schemas"]["VerdictOut"];
        };
        /**
         * WorthOut
         * @description People of a cohort at one horizon: the means are of the ``people`` who were followed that long. ``cells``: who they
         *     are, who of them the ``buyers`` are, and who bought ``again``.
         */
        WorthOut: {
            /** Again */
            again: number;
            /** Buyers */
            buyers: number;
            /** Cells */
            cells: {
                [key: string]: components["schemas"]["Cell"];
            };
            /** Days */
            days: number;
            /** High Fen */
            high_fen: number | null;
            /** Low Fen */
            low_fen: number | null;
            /** Mean Fen */
            mean_fen: number | null;
            /** People */
            people: number;
            /** Total Fen */
            total_fen: number;
        };
        /**
         * PasswordIn
         * @description A new password for oneself.
         */
        huoshui__access__schemas__PasswordIn: {
            /**
             * Current
             * Format: password
             */
            current: string;
            /**
             * New
             * Format: password
             */
            new: string;
        };
        /**
         * MovedOut
         * @description How many changes from one stage to another; ``before`` is null for whoever was new.
         */
        huoshui__audiences__intimacy__schemas__everybody__MovedOut: {
            after: components["schemas"]["Trust"];
            before: components["schemas"]["Trust"] | null;
            /** People */
            people: number;
        };
        /**
         * RunOut
         * @description How a run over everybody stands; ``step`` is what it does now.
         */
        huoshui__audiences__intimacy__schemas__everybody__RunOut: {
            /**
             * As Of
             * Format: date-time
             */
            as_of: string;
            /** Asked By */
            asked_by: string;
            /** Begun At */
            begun_at: string | null;
            /** Ended At */
            ended_at: string | null;
            /** Moves */
            moves: number;
            /** Note */
            note: string;
            /** People */
            people: number;
            /** Run */
            run: number;
            /** State */
            state: string;
            /** Step */
            step: string;
            task: components["schemas"]["Task"];
            /** Version */
            version: number | null;
        };
        /**
         * LineOut
         * @description What one signal contributes; ``value`` is the sum of its events, each halved per half-life.
         */
        huoshui__audiences__intimacy__schemas__person__LineOut: {
            /** Chinese */
            chinese: string;
            /** Half Life Days */
            half_life_days: number;
            /**
             * Latest At
             * Format: date-time
             */
            latest_at: string;
            /** Signal */
            signal: string;
            /** Times */
            times: number;
            /** Value */
            value: number;
            /** Weight */
            weight: number;
            /** Z */
            z: number;
        };
        /**
         * MoveOut
         * @description A change of a trust stage; ``before`` is null for whoever was new.
         */
        huoshui__audiences__intimacy__schemas__person__MoveOut: {
            after: components["schemas"]["Trust"];
            /**
             * At
             * Format: date-time
             */
            at: string;
            before: components["schemas"]["Trust"] | null;
            /** Score */
            score: number;
        };
        /**
         * PartOut
         * @description One of the five parts; its signals add up to it, and the parts to ``z``.
         */
        huoshui__audiences__intimacy__schemas__person__PartOut: {
            /** Chinese */
            chinese: string;
            part: components["schemas"]["Part"];
            /** Signals */
            signals: components["schemas"]["huoshui__audiences__intimacy__schemas__person__LineOut"][];
            /** Z */
            z: number;
        };
        /**
         * MovedOut
         * @description What became of the people of one level: ``people`` = ``stayed`` + ``converted`` + ``churned``.
         *
         *     ``deepening`` 加深率, ``falling`` 回退率 and ``churning`` 流失率 are of ``people``.
         *     ``net`` 净流转: who entered, less who left.
         */
        huoshui__audiences__layers__schemas__figures__MovedOut: {
            /** Chinese */
            chinese: string;
            /** Churned */
            churned: number;
            churning: components["schemas"]["RateOut"];
            /** Converted */
            converted: number;
            deepening: components["schemas"]["RateOut"];
            /** Entered */
            entered: number;
            falling: components["schemas"]["RateOut"];
            /** Level */
            level: string;
            /** Net */
            net: number;
            /** People */
            people: number;
            /** Stayed */
            stayed: number;
        };
        /**
         * LineOut
         * @description One line of the rules, whether this person meets it, and why.
         */
        huoshui__audiences__layers__schemas__rules__LineOut: {
            /** Label */
            label: string;
            /** Level */
            level: string;
            /** Met */
            met: boolean;
            why: components["schemas"]["VerdictOut"];
        };
        /**
         * MoveOut
         * @description How many people would go from one level to another.
         */
        huoshui__audiences__layers__schemas__rules__MoveOut: {
            /** After */
            after: string;
            /** Before */
            before: string;
            /** People */
            people: number;
        };
        /**
         * RfmOut
         * @description The buyers by recency, frequency and money, now.
         *
         *     ``high`` are the cuts that were used; ``scores`` those to the scores of 2 to 5: at most so many days, at least so
         *     many orders and so much money in fen.
         */
        huoshui__audiences__layers__schemas__tables__RfmOut: {
            /**
             * Answered At
             * Format: date-time
             */
            answered_at: string;
            /** Groups */
            groups: components["schemas"]["GroupOut"][];
            high: components["schemas"]["CutsOut"];
            /** Scores */
            scores: {
                [key: string]: number[];
            };
        };
        /**
         * SizeOut
         * @description How many were in it at the end of a day in Beijing, and how many entered and left on that day.
         */
        huoshui__audiences__membership__schemas__SizeOut: {
            /**
             * Day
             * Format: date
             */
            day: string;
            /** Entered */
            entered: number;
            /** Left */
            left: number;
            /** People */
            people: number;
        };
        /**
         * CountsOut
         * @description Exact counts.
         */
        huoshui__events__schemas__CountsOut: {
            /** Duplicates */
            duplicates: number;
            /** Events */
            events: number;
            /** Quarantined */
            quarantined: number;
        };
        /**
         * IdentifierOut
         * @description An identifier; personal values are masked.
         */
        huoshui__identity__schemas__IdentifierOut: {
            /**
             * First Seen At
             * Format: date-time
             */
            first_seen_at: string;
            /** Identity */
            identity: string;
            /** Namespace */
            namespace: string;
            /** Value */
            value: string;
        };
        /**
         * LinkOut
         * @description Two identifiers that were seen together, the first evidence for it, and what became of it.
         */
        huoshui__identity__schemas__LinkOut: {
            /** A */
            a: string;
            /** B */
            b: string;
            /** Evidence */
            evidence: string;
            /**
             * Occurred At
             * Format: date-time
             */
            occurred_at: string;
            /** Reason */
            reason: string;
            state: components["schemas"]["LinkState"];
        };
        /**
         * PersonOut
         * @description A person's number.
         */
        huoshui__identity__schemas__PersonOut: {
            /** Person */
            person: string;
        };
        /**
         * LineOut
         * @description One channel, campaign, code or creative; ``cell``: the people whom it touched, where they are told.
         */
        huoshui__insight__attribution__schemas__LineOut: {
            caused: components["schemas"]["CausedOut"] | null;
            cell: components["schemas"]["Cell"] | null;
            /** Chinese */
            chinese: string;
            /** Credit */
            credit: {
                [key: string]: components["schemas"]["CreditOut"];
            };
            /** People */
            people: number | null;
            removal: components["schemas"]["RemovalOut"];
            /** Touches */
            touches: number | null;
            /** Value */
            value: string;
        };
        /**
         * PersonOut
         * @description One of a sample.
         */
        huoshui__insight__desk__schemas__PersonOut: {
            /** Channels */
            channels: string[];
            /** Display */
            display: string;
            /** Identified */
            identified: boolean;
            /** Person */
            person: string;
            /** Tags */
            tags: string[];
        };
        /**
         * SizeOut
         * @description How many people per arm, also with CUPED; ``visible`` the smallest relative change that those there can show.
         */
        huoshui__insight__experiments__schemas__SizeOut: {
            /** Base */
            base: number;
            /** Correlation */
            correlation: number;
            /** Deviation */
            deviation: number;
            /** Enough */
            enough: boolean;
            /** People */
            people: number;
            /** Units Per Arm */
            units_per_arm: number;
            /** Units Per Arm Adjusted */
            units_per_arm_adjusted: number;
            /** Visible */
            visible: number | null;
        };
        /**
         * PartOut
         * @description So many of so many; people may be fractions where they are chances added up.
         */
        huoshui__insight__quality__schemas__PartOut: {
            /** Denominator */
            denominator: number;
            /** Numerator */
            numerator: number;
            /** Value */
            value: number | null;
        };
        /**
         * ChannelOut
         * @description One channel's people; `touched` counts everybody of the period who was ever there.
         */
        huoshui__insight__schemas__ChannelOut: {
            /** Again */
            again: number;
            /** Bought */
            bought: number;
            /** Came */
            came: number;
            /** Channel */
            channel: string;
            /** Chinese */
            chinese: string;
            /** Known */
            known: number;
            /** Net Fen */
            net_fen: number;
            /** Rates */
            rates: {
                [key: string]: components["schemas"]["RateOut"];
            };
            /** Reachable */
            reachable: number;
            /** Touched */
            touched: number;
        };
        /**
         * RfmOut
         * @description The result with what it was made of.
         */
        huoshui__insight__value__schemas__RfmOut: {
            /**
             * Causal
             * @default false
             */
            causal: boolean;
            freshness: components["schemas"]["FreshnessOut"];
            /** Groups */
            groups: components["schemas"]["RfmLineOut"][];
            /**
             * Kind
             * @default rfm
             * @constant
             */
            kind: "rfm";
            question: components["schemas"]["RfmQuestion-Output"];
            /** Run */
            run: number | null;
            /**
             * Since
             * Format: date-time
             */
            since: string;
            /** Statements */
            statements: components["schemas"]["QueriedOut"][];
            /**
             * Until
             * Format: date-time
             */
            until: string;
            /** Zone */
            zone: string;
        };
        /**
         * RunOut
         * @description One run of the value model.
         */
        huoshui__insight__value__schemas__RunOut: {
            /** Answer */
            answer: {
                [key: string]: unknown;
            } | null;
            asked: components["schemas"]["RunAsked"];
            /** Done */
            done: number;
            /** Error */
            error: string;
            /** Finished At */
            finished_at: string | null;
            /** Id */
            id: number;
            /**
             * Requested At
             * Format: date-time
             */
            requested_at: string;
            /** Requested By */
            requested_by: string;
            /** State */
            state: string;
            /** Step */
            step: string;
            /** Total */
            total: number;
            /**
             * Until On
             * Format: date
             */
            until_on: string;
        };
        /**
         * ChannelOut
         * @description Whether a channel reaches the person for marketing, and why (not).
         */
        huoshui__people__schemas__ChannelOut: {
            /** Channel */
            channel: string;
            /** Reachable */
            reachable: boolean;
            /** Reason */
            reason: string;
            /** Since */
            since: string | null;
        };
        /**
         * CountsOut
         * @description How many people there are, how many we know, how many we can reach for marketing.
         */
        huoshui__people__schemas__CountsOut: {
            /** Identified */
            identified: number;
            /** People */
            people: number;
            /** Reachable */
            reachable: number;
        };
        /**
         * IdentifierOut
         * @description One identifier; ``value`` is masked when it is personal data.
         */
        huoshui__people__schemas__IdentifierOut: {
            /**
             * First Seen At
             * Format: date-time
             */
            first_seen_at: string;
            /** Identity */
            identity: string;
            /** Namespace */
            namespace: string;
            /** Personal */
            personal: boolean;
            /** Strong */
            strong: boolean;
            /** Value */
            value: string;
        };
        /**
         * PersonOut
         * @description One person. ``sections`` is what other stages add (orders …).
         */
        huoshui__people__schemas__PersonOut: {
            /** Affiliations */
            affiliations: components["schemas"]["AffiliationOut"][];
            /** Channels */
            channels: components["schemas"]["huoshui__people__schemas__ChannelOut"][];
            /** Consent */
            consent: components["schemas"]["ConsentOut"][];
            /** Identified */
            identified: boolean;
            /** Identifiers */
            identifiers: components["schemas"]["huoshui__people__schemas__IdentifierOut"][];
            /**
             * Next
             * @description the `before` of the timeline's next page
             */
            next?: string | null;
            /** Person */
            person: string;
            /** Reachable */
            reachable: boolean;
            /** Sections */
            sections: {
                [key: string]: unknown;
            };
            /** Tags */
            tags: components["schemas"]["TagOut"][];
            /** Timeline */
            timeline: components["schemas"]["MomentOut"][];
            /** Traits */
            traits: {
                [key: string]: components["schemas"]["TraitOut"];
            };
        };
        /**
         * LinkOut
         * @description A link; `address` is what is printed.
         */
        huoshui__touchpoints__schemas__LinkOut: {
            /** Address */
            address: string;
            /** Campaign */
            campaign: string;
            /**
             * Changed At
             * Format: date-time
             */
            changed_at: string;
            /** Changed By */
            changed_by: string;
            /** Channel */
            channel: string;
            /** Code */
            code: string;
            /**
             * Created At
             * Format: date-time
             */
            created_at: string;
            /** Created By */
            created_by: string;
            /** Expires At */
            expires_at: string | null;
            /** Has Password */
            has_password: boolean;
            /** Marks */
            marks: boolean;
            /** Most Clicks */
            most_clicks: number | null;
            /** Name */
            name: string;
            /** Note */
            note: string;
            /** Paused */
            paused: boolean;
            /** Variants */
            variants: components["schemas"]["VariantIO"][];
            /** Version */
            version: number;
        };
        /**
         * PasswordIn
         * @description A link's new password, or none.
         */
        huoshui__touchpoints__schemas__PasswordIn: {
            /** Password */
            password: string | null;
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    audit_api_audit_get: {
        parameters: {
            query?: {
                before?: number | null;
                limit?: number;
                actor?: string | null;
                action?: string | null;
                subject?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AuditOut"][];
                };
            };
            /** @description Unauthenticated, SessionEnded, TokenRefused */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RefusalOut"];
                };
            };
            /** @description ForgedRequest, NotPermitted */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RefusalOut"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    erasure_api_erasures__receipt__get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                receipt: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErasureOut"];
                };
            };
            /** @description NoSuchReceipt */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RefusalOut"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    count_api_events_count_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["huoshui__events__schemas__CountsOut"];
                };
            };
        };
    };
    list_dictionary_api_events_dictionary_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DictionaryEntryOut"][];
                };
            };
        };
    };
    list_quarantine_api_events_quarantine_get: {
        parameters: {
            query?: {
                after?: number;
                limit?: number;
                code?: string | null;
                source?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["QuarantineOut"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    release_api_events_quarantine_release_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReleaseIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReleasedOut"];
                };
            };
            /** @description NoSuchQuarantined */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RefusalOut"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
            /** @description IntakeBusy, IntakeUnavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RefusalOut"];
                };
            };
        };
    };
    replay_api_events_replay_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReplayIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReplayedOut"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    tail_events_api_events_tail_get: {
        parameters: {
            query?: {
                back?: number;
                /** @description end after so many lines */
                limit?: number | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    known_namespaces_api_identity_namespaces_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NamespaceOut"][];
                };
            };
        };
    };
    never_link_api_identity_never_link_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PairIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PairIn"];
                };
            };
            /** @description OutOfReach */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RefusalOut"];
                };
            };
            /** @description NoSuchPerson */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RefusalOut"];
                };
            };
            /** @description LinkRefused */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RefusalOut"];
                };
            };
            /** @description NotAnIdentifier */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RefusalOut"];
                };
            };
        };
    };
    recycle_api_identity_recycled_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RecycledIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RecycledOut"];
                };
            };
            /** @description OutOfReach */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RefusalOut"];
                };
            };
            /** @description NotRecyclable */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RefusalOut"];
                };
            };
            /** @description NotAnIdentifier, UnknownNamespace */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RefusalOut"];
                };
            };
        };
    };
    rehearse_api_identity_rehearse_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RehearseIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RehearsalOut"];
                };
            };
            /** @description OutOfReach */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RefusalOut"];
                };
            };
            /** @description UnknownNamespace, NotAnIdentifier */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RefusalOut"];
                };
            };
        };
    };
    reviews_api_identity_reviews_get: {
        parameters: {
            query?: {
                decided?: boolean;
                after?: number;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReviewOut"][];
                };
            };
            /** @description OutOfReach */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RefusalOut"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    decide_api_identity_reviews__id__decide_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DecisionIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReviewOut"];
                };
            };
            /** @description OutOfReach */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RefusalOut"];
                };
            };
            /** @description NoSuchReview */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RefusalOut"];
                };
            };
            /** @description ReviewDecided, LinkRefused */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RefusalOut"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    list_mappings_api_import_mappings_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MappingOut"][];
                };
            };
        };
    };
    save_mapping_api_import_mappings_put: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    [key: string]: unknown;
                };
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MappingOut"];
                };
            };
            /** @description NotAMapping */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RefusalOut"];
                };
            };
        };
    };
    list_imports_api_imports_get: {
        parameters: {
            query?: {
                before?: number | null;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ImportOut"][];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    upload_api_imports_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "multipart/form-data": components["schemas"]["Body_upload_api_imports_post"];
            };
        };
        responses: {
            /** @description Successful Response */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["QueuedOut"];
                };
            };
            /** @description UploadTooLarge */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RefusalOut"];
                };
            };
            /** @description NotAMapping, EmptyUpload */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RefusalOut"];
                };
            };
        };
    };
    show_import_api_imports__import_id__get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                import_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ImportOut"];
                };
            };
            /** @description NoSuchImport */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RefusalOut"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    commit_api_imports__import_id__commit_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                import_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["QueuedOut"];
                };
            };
            /** @description NoSuchImport */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RefusalOut"];
                };
            };
            /** @description ImportRunning, UploadGone */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RefusalOut"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    problems_api_imports__import_id__problems_csv_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                import_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/csv": unknown;
                };
            };
            /** @description NoSuchImport */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RefusalOut"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    undo_api_imports__import_id__undo_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                import_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["QueuedOut"];
                };
            };
            /** @description NoSuchImport */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RefusalOut"];
                };
            };
            /** @description ImportRunning, NothingToUndo */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RefusalOut"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    attribution_api_insight_attribution_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AttributionQuestion-Input"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AttributionOut"];
                };
            };
            /** @description NoValueRun, NoSuchSegment */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RefusalOut"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    boards_api_insight_boards_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BoardOut"][];
                };
            };
        };
    };
    create_board_api_insight_boards_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["BoardIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BoardOut"];
                };
            };
            /** @description NoSuchSavedQuestion, NoSuchSegment */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RefusalOut"];
                };
            };
            /** @description BoardExists, SavedQuestionExists */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RefusalOut"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    show_board_api_insight_boards__number__get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                number: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BoardOut"];
                };
            };
            /** @description NoSuchBoard */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RefusalOut"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    change_board_api_insight_boards__number__put: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                number: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["BoardChangeIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BoardOut"];
                };
            };
            /** @description NoSuchBoard, NoSuchSavedQuestion, NoSuchSegment */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RefusalOut"];
                };
            };
            /** @description BoardChanged, BoardExists, SavedQuestionExists */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RefusalOut"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    delete_board_api_insight_boards__number__delete: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                number: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description NoSuchBoard */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RefusalOut"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    add_card_api_insight_boards__number__cards_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                number: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CardIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BoardOut"];
                };
            };
            /** @description NoSuchBoard, NoSuchSavedQuestion, NoSuchSegment */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RefusalOut"];
                };
            };
            /** @description SavedQuestionExists */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RefusalOut"];
                };
            };
            /** @description BoardFull */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RefusalOut"];
                };
            };
        };
    };
    board_history_api_insight_boards__number__history_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                number: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BoardVersionOut"][];
                };
            };
            /** @description NoSuchBoard */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RefusalOut"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    report_api_insight_channel_quality_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["QualityQuestion-Input"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["QualityReportOut"];
                };
            };
            /** @description NoSuchSegment */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RefusalOut"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    followers_api_insight_channel_quality_people_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["FollowersQuestion-Input"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FollowersOut"];
                };
            };
            /** @description NoSuchSegment, NoSuchChannel */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RefusalOut"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    costs_api_insight_costs_get: {
        parameters: {
            query: {
                from: string;
                /** @description included */
                to: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CostOut"][];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    put_costs_api_insight_costs_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CostsIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TakenOut"];
                };
            };
            /** @description NotACost */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RefusalOut"];
                };
            };
        };
    };
    put_costs_file_api_insight_costs_file_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "multipart/form-data": components["schemas"]["Body_put_costs_file_api_insight_costs_file_post"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TakenOut"];
                };
            };
            /** @description NotACost */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RefusalOut"];
                };
            };
        };
    };
    listed_api_insight_experiments_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ExperimentOut"][];
                };
            };
        };
    };
    create_api_insight_experiments_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Plan-Input"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ExperimentOut"];
                };
            };
            /** @description ExperimentExists */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RefusalOut"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    size_api_insight_experiments_size_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SizeAsked"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["huoshui__insight__experiments__schemas__SizeOut"];
                };
            };
            /** @description NoSuchSegment */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RefusalOut"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    show_api_insight_experiments__ref__get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description its number or its name */
                ref: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ExperimentOut"];
                };
            };
            /** @description NoSuchExperiment */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RefusalOut"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    change_api_insight_experiments__ref__put: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description its number or its name */
                ref: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ExperimentIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ExperimentOut"];
                };
            };
            /** @description NoSuchExperiment */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RefusalOut"];
                };
            };
            /** @description ExperimentBegun, ExperimentChanged, ExperimentExists */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RefusalOut"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    arm_api_insight_experiments__ref__arm_get: {
        parameters: {
            query: {
                /** @description any identifier, or a person number */
                person: string;
            };
            header?: never;
            path: {
                /** @description its number or its name */
                ref: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ArmOut"];
                };
            };
            /** @description NoSuchExperiment, NoSuchPerson */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RefusalOut"];
                };
            };
            /** @description NotAnIdentifier */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RefusalOut"];
                };
            };
        };
    };
    results_api_insight_experiments__ref__results_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description its number or its name */
                ref: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ResultAsked"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReportOut"];
                };
            };
            /** @description NoSuchExperiment, NoSuchSegment */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RefusalOut"];
                };
            };
            /** @description ExperimentNotBegun */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RefusalOut"];
                };
            };
            /** @description TooFewInArms */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RefusalOut"];
                };
            };
        };
    };
    start_api_insight_experiments__ref__start_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description its number or its name */
                ref: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ExperimentOut"];
                };
            };
            /** @description NoSuchExperiment */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RefusalOut"];
                };
            };
            /** @description ExperimentBegun */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RefusalOut"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    stop_api_insight_experiments__ref__stop_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description its number or its name */
                ref: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ExperimentOut"];
                };
            };
            /** @description NoSuchExperiment */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RefusalOut"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    flow_map_api_insight_flow_map_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["FlowQuestion-Input"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FlowMapOut"];
                };
            };
            /** @description NoSuchSegment */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RefusalOut"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    listed_api_insight_kinds_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["KindOut"][];
                };
            };
        };
    };
    listed_api_insight_metrics_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MetricOut"][];
                };
            };
        };
    };
    define_api_insight_metrics_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Metric"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MetricOut"];
                };
            };
            /** @description MetricExists */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RefusalOut"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    value_api_insight_metrics_value_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MetricQuestion-Input"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MetricValueOut"];
                };
            };
            /** @description NoSuchMetric, NoSuchSegment */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RefusalOut"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    show_api_insight_metrics__name__get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MetricOut"];
                };
            };
            /** @description NoSuchMetric */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RefusalOut"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    change_api_insight_metrics__name__put: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MetricIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MetricOut"];
                };
            };
            /** @description NoSuchMetric */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RefusalOut"];
                };
            };
            /** @description MetricShips, MetricChanged, MetricExists */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RefusalOut"];
                };
            };
            /** @description NotThatMetric */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RefusalOut"];
                };
            };
        };
    };
    retire_api_insight_metrics__name__delete: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description NoSuchMetric */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RefusalOut"];
                };
            };
            /** @description MetricShips */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RefusalOut"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    history_api_insight_metrics__name__history_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MetricOut"][];
                };
            };
            /** @description NoSuchMetric */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RefusalOut"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    ask_api_insight_questions_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AskIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AnswerOut"];
                };
            };
            /** @description NoSuchSegment */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RefusalOut"];
                };
            };
            /** @description QueryCancelled, SegmentCircle */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RefusalOut"];
                };
            };
            /** @description QueryTooLarge, QueryTooSlow */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RefusalOut"];
                };
            };
            /** @description TooManyBuckets, TooDeep, TooManyConditions, NoSuchTrait, TraitDoesNotFit, SnapshotMissing */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RefusalOut"];
                };
            };
            /** @description TooManyQuestions */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RefusalOut"];
                };
            };
        };
    };
    people_api_insight_questions_people_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CellPageIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CellPeopleOut"];
                };
            };
            /** @description NoSuchSegment */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RefusalOut"];
                };
            };
            /** @description QueryCancelled, SegmentCircle */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RefusalOut"];
                };
            };
            /** @description QueryTooLarge, QueryTooSlow */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RefusalOut"];
                };
            };
            /** @description TooManyBuckets, TooDeep, TooManyConditions, NoSuchTrait, TraitDoesNotFit, SnapshotMissing, NoSuchCell, NotAPlace */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RefusalOut"];
                };
            };
            /** @description TooManyQuestions */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RefusalOut"];
                };
            };
        };
    };
    segment_api_insight_questions_segment_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CellIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CellSegmentOut"];
                };
            };
            /** @description NoSuchSegment */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RefusalOut"];
                };
            };
            /** @description QueryCancelled, SegmentCircle */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RefusalOut"];
                };
            };
            /** @description QueryTooLarge, QueryTooSlow */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RefusalOut"];
                };
            };
            /** @description TooManyBuckets, TooDeep, TooManyConditions, NoSuchTrait, TraitDoesNotFit, SnapshotMissing, NoSuchCell */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RefusalOut"];
                };
            };
            /** @description TooManyQuestions */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RefusalOut"];
                };
            };
        };
    };
    freeze_api_insight_questions_snapshot_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CellSnapshotIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CellSnapshotOut"];
                };
            };
            /** @description NoSuchSegment */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RefusalOut"];
                };
            };
            /** @description QueryCancelled, SegmentCircle */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RefusalOut"];
                };
            };
            /** @description QueryTooLarge, QueryTooSlow */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RefusalOut"];
                };
            };
            /** @description TooManyBuckets, TooDeep, TooManyConditions, NoSuchTrait, TraitDoesNotFit, SnapshotMissing, NoSuchCell */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RefusalOut"];
                };
            };
            /** @description TooManyQuestions */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RefusalOut"];
                };
            };
        };
    };
    cancel_api_insight_questions__id__delete: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description NoSuchQuestion */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RefusalOut"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    saved_api_insight_saved_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SavedQuestionOut"][];
                };
            };
        };
    };
    save_api_insight_saved_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SavedQuestionIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SavedQuestionOut"];
                };
            };
            /** @description NoSuchSegment */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RefusalOut"];
                };
            };
            /** @description SavedQuestionExists */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RefusalOut"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    show_saved_api_insight_saved__number__get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                number: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SavedQuestionOut"];
                };
            };
            /** @description NoSuchSavedQuestion */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RefusalOut"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    change_saved_api_insight_saved__number__put: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                number: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SavedQuestionChangeIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SavedQuestionOut"];
                };
            };
            /** @description NoSuchSavedQuestion, NoSuchSegment */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RefusalOut"];
                };
            };
            /** @description SavedQuestionChanged, SavedQuestionExists */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RefusalOut"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    delete_saved_api_insight_saved__number__delete: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                number: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description NoSuchSavedQuestion */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RefusalOut"];
                };
            };
            /** @description SavedQuestionShown */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RefusalOut"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    saved_history_api_insight_saved__number__history_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                number: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SavedVersionOut"][];
                };
            };
            /** @description NoSuchSavedQuestion */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RefusalOut"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    schema_api_insight_schema_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
        };
    };
    observed_api_insight_value_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ValueQuestion-Input"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ValueOut"];
                };
            };
            /** @description NoSuchSegment */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RefusalOut"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    bands_api_insight_value_bands_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BandsOut"];
                };
            };
            /** @description NothingPredicted */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RefusalOut"];
                };
            };
        };
    };
    payback_api_insight_value_payback_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PaybackQuestion-Input"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PaybackOut"];
                };
            };
            /** @description NoSuchSegment */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RefusalOut"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    prediction_api_insight_value_people__ref__get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                ref: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PredictionOut"];
                };
            };
            /** @description NothingPredicted, NoSuchPerson */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RefusalOut"];
                };
            };
            /** @description NotAnIdentifier */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RefusalOut"];
                };
            };
        };
    };
    repurchase_api_insight_value_repurchase_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RepurchaseQuestion-Input"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RepurchaseOut"];
                };
            };
            /** @description NoSuchSegment */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RefusalOut"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    rfm_api_insight_value_rfm_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RfmQuestion-Input"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["huoshui__insight__value__schemas__RfmOut"];
                };
            };
            /** @description NoSuchSegment */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RefusalOut"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    runs_api_insight_value_runs_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["huoshui__insight__value__schemas__RunOut"][];
                };
            };
        };
    };
    begin_api_insight_value_runs_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RunAsked"];
            };
        };
        responses: {
            /** @description Successful Response */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["huoshui__insight__value__schemas__RunOut"];
                };
            };
            /** @description RunGoing */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RefusalOut"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    run_api_insight_value_runs__number__get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                number: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["huoshui__insight__value__schemas__RunOut"];
                };
            };
            /** @description NoSuchRun */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RefusalOut"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    distribution_api_intimacy_distribution_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DistributionOut"];
                };
            };
        };
    };
    fits_api_intimacy_fits_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FitOut"][];
                };
            };
        };
    };
    fit_api_intimacy_fits__version__get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                version: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FitOut"];
                };
            };
            /** @description NoSuchFit */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RefusalOut"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    model_api_intimacy_model_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ModelOut"];
                };
            };
        };
    };
    put_in_force_api_intimacy_model_put: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["InForceIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ModelOut"];
                };
            };
            /** @description NoSuchFit */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RefusalOut"];
                };
            };
            /** @description FitInForce */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RefusalOut"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    person_api_intimacy_people__ref__get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                ref: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ClosenessOut"];
                };
            };
            /** @description NoSuchPerson */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RefusalOut"];
                };
            };
            /** @description NotAnIdentifier */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RefusalOut"];
                };
            };
        };
    };
    runs_api_intimacy_runs_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["huoshui__audiences__intimacy__schemas__everybody__RunOut"][];
                };
            };
        };
    };
    begin_api_intimacy_runs_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RunIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["huoshui__audiences__intimacy__schemas__everybody__RunOut"];
                };
            };
            /** @description RunWaiting */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RefusalOut"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    show_run_api_intimacy_runs__run__get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                run: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["huoshui__audiences__intimacy__schemas__everybody__RunOut"];
                };
            };
            /** @description NoSuchIntimacyRun */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RefusalOut"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    contacts_api_intimacy_staff__staff__get: {
        parameters: {
            query?: {
                limit?: number;
            };
            header?: never;
            path: {
                staff: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ContactsOut"];
                };
            };
            /** @description TooManyDeeds */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RefusalOut"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    trust_api_intimacy_trust_get: {
        parameters: {
            query?: {
                /** @description a day in Beijing; a month ago without one */
                from?: string | null;
                /** @description a day in Beijing, exclusive; now without one */
                to?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TrustFlowOut"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    listed_api_layers_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LayeringOut"][];
                };
            };
        };
    };
    groups_api_layers_rfm_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RfmIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["huoshui__audiences__layers__schemas__tables__RfmOut"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    table_api_layers_table_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TableIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TableOut"];
                };
            };
            /** @description NoSuchDimension, DimensionsClash, NoHistory, NoSuchTrait, TraitDoesNotFit, DayToCome */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RefusalOut"];
                };
            };
        };
    };
    show_api_layers__layering__get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                layering: components["schemas"]["LayeringName"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LayeringOut"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    change_api_layers__layering__put: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                layering: components["schemas"]["LayeringName"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["LayeringIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LayeringOut"];
                };
            };
            /** @description LayeringChanged, LayeringUsed */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RefusalOut"];
                };
            };
            /** @description NotALayering */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RefusalOut"];
                };
            };
        };
    };
    flow_api_layers__layering__flow_get: {
        parameters: {
            query: {
                /** @description the end of this day in Beijing */
                from: string;
                /** @description the end of this day; without it: now */
                to?: string | null;
                /** @description 平台口径 (platform) or 活跃口径 (active) */
                count?: "platform" | "active";
            };
            header?: never;
            path: {
                layering: components["schemas"]["LayeringName"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FlowOut"];
                };
            };
            /** @description DayToCome, DaysReversed, NoHistory */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RefusalOut"];
                };
            };
        };
    };
    history_api_layers__layering__history_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                layering: components["schemas"]["LayeringName"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LayeringOut"][];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    standing_api_layers__layering__people__ref__get: {
        parameters: {
            query?: {
                /** @description the end of this day in Beijing; without it: now */
                on?: string | null;
                /** @description 平台口径 (platform) or 活跃口径 (active) */
                count?: "platform" | "active";
            };
            header?: never;
            path: {
                layering: components["schemas"]["LayeringName"];
                ref: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StandingOut"];
                };
            };
            /** @description NoSuchPerson */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RefusalOut"];
                };
            };
            /** @description DayToCome, NoHistory, NotAnIdentifier */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RefusalOut"];
                };
            };
        };
    };
    preview_api_layers__layering__preview_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                layering: components["schemas"]["LayeringName"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PreviewIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PreviewOut"];
                };
            };
            /** @description LayeringUsed */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RefusalOut"];
                };
            };
            /** @description NotALayering */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RefusalOut"];
                };
            };
        };
    };
    reset_api_layers__layering__reset_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                layering: components["schemas"]["LayeringName"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ResetIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LayeringOut"];
                };
            };
            /** @description LayeringChanged, LayeringUsed */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RefusalOut"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    stock_api_layers__layering__stock_get: {
        parameters: {
            query?: {
                /** @description the end of this day in Beijing; without it: now */
                on?: string | null;
                /** @description 平台口径 (platform) or 活跃口径 (active) */
                count?: "platform" | "active";
                /** @description what penetration is of; without it: everybody in scope */
                base?: number | null;
            };
            header?: never;
            path: {
                layering: components["schemas"]["LayeringName"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StockOut"];
                };
            };
            /** @description DayToCome, NoHistory */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RefusalOut"];
                };
            };
        };
    };
    trend_api_layers__layering__trend_get: {
        parameters: {
            query?: {
                /** @description 30 days before the last without it */
                from?: string | null;
                /** @description the last day; without it: today */
                to?: string | null;
                /** @description 平台口径 (platform) or 活跃口径 (active) */
                count?: "platform" | "active";
            };
            header?: never;
            path: {
                layering: components["schemas"]["LayeringName"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TrendOut"];
                };
            };
            /** @description DayToCome, DaysReversed, TooManyDays, NoHistory */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RefusalOut"];
                };
            };
        };
    };
    links_api_links_get: {
        parameters: {
            query?: {
                /** @description in code, name or campaign */
                q?: string;
                /** @description `next` of the page before */
                before?: number | null;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LinksOut"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    create_api_links_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewLinkIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["huoshui__touchpoints__schemas__LinkOut"];
                };
            };
            /** @description ShortLinkExists */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RefusalOut"];
                };
            };
            /** @description NotAnAddress */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RefusalOut"];
                };
            };
        };
    };
    show_api_links__code__get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                code: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["huoshui__touchpoints__schemas__LinkOut"];
                };
            };
            /** @description NoSuchShortLink */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RefusalOut"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    change_api_links__code__put: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                code: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["LinkChangeIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["huoshui__touchpoints__schemas__LinkOut"];
                };
            };
            /** @description NoSuchShortLink */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RefusalOut"];
                };
            };
            /** @description ShortLinkChanged */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RefusalOut"];
                };
            };
            /** @description NotAnAddress */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RefusalOut"];
                };
            };
        };
    };
    clicks_api_links__code__clicks_get: {
        parameters: {
            query?: {
                days?: number;
            };
            header?: never;
            path: {
                code: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ClicksOut"][];
                };
            };
            /** @description NoSuchShortLink */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RefusalOut"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    history_api_links__code__history_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                code: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LinkVersionOut"][];
                };
            };
            /** @description NoSuchShortLink */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RefusalOut"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    set_password_api_links__code__password_put: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                code: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["huoshui__touchpoints__schemas__PasswordIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["huoshui__touchpoints__schemas__LinkOut"];
                };
            };
            /** @description NoSuchShortLink */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RefusalOut"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    picture_api_links__code__qr__kind__get: {
        parameters: {
            query?: {
                /** @description pixels (PNG) or units (SVG) of one module */
                size?: number;
            };
            header?: never;
            path: {
                code: string;
                kind: components["schemas"]["Picture"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description NoSuchShortLink */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RefusalOut"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    log_in_api_login_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["LoginIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MeOut"];
                };
            };
            /** @description LoginRefused */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RefusalOut"];
                };
            };
            /** @description ForgedRequest */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RefusalOut"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
            /** @description LoginThrottled */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RefusalOut"];
                };
            };
        };
    };
    log_out_api_logout_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Unauthenticated, SessionEnded, TokenRefused */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RefusalOut"];
                };
            };
            /** @description ForgedRequest, NotPermitted */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RefusalOut"];
                };
            };
        };
    };
    me_api_me_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MeOut"];
                };
            };
            /** @description Unauthenticated, SessionEnded, TokenRefused */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RefusalOut"];
                };
            };
            /** @description ForgedRequest, NotPermitted */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RefusalOut"];
                };
            };
        };
    };
    change_password_api_me_password_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["huoshui__access__schemas__PasswordIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Unauthenticated, SessionEnded, TokenRefused, LoginRefused */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RefusalOut"];
                };
            };
            /** @description ForgedRequest, NotPermitted */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RefusalOut"];
                };
            };
            /** @description NoSuchStaff */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RefusalOut"];
                };
            };
            /** @description WeakPassword */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RefusalOut"];
                };
            };
            /** @description LoginThrottled */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RefusalOut"];
                };
            };
        };
    };
    listed_api_orders_get: {
        parameters: {
            query?: {
                /** @description a person number or namespace:value */
                person?: string | null;
                state?: components["schemas"]["OrderState"][] | null;
                platform?: string | null;
                channel?: string | null;
                /** @description the code of the unit that sold */
                store?: string | null;
                /** @description the platform's number */
                order_id?: string | null;
                online?: boolean | null;
                placed_from?: string | null;
                /** @description exclusive */
                placed_to?: string | null;
                /** @description what the page before gave as `next` */
                after?: string;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OrderPageOut"];
                };
            };
            /** @description NoSuchPerson */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RefusalOut"];
                };
            };
            /** @description NotACursor, NotAnIdentifier */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RefusalOut"];
                };
            };
        };
    };
    show_api_orders__key__get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                key: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OrderOut"];
                };
            };
            /** @description NoSuchOrder */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RefusalOut"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    listed_api_people_get: {
        parameters: {
            query?: {
                /** @description an identifier, phone, person number, nickname or name */
                q?: string;
                after?: string;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PageOut"];
                };
            };
            /** @description NotAPlace */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RefusalOut"];
                };
            };
        };
    };
    count_api_people_count_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["huoshui__people__schemas__CountsOut"];
                };
            };
        };
    };
    merge_api_people_merge_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MergeIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["huoshui__identity__schemas__PersonOut"];
                };
            };
            /** @description OutOfReach */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RefusalOut"];
                };
            };
            /** @description NoSuchPerson */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RefusalOut"];
                };
            };
            /** @description LinkRefused */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RefusalOut"];
                };
            };
            /** @description NotAnIdentifier */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RefusalOut"];
                };
            };
        };
    };
    summaries_api_people_summaries_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SummariesIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SummariesOut"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    show_api_people__ref__get: {
        parameters: {
            query?: {
                /** @description how many of the newest events */
                timeline?: number;
            };
            header?: never;
            path: {
                ref: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["huoshui__people__schemas__PersonOut"];
                };
            };
            /** @description NoSuchPerson */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RefusalOut"];
                };
            };
            /** @description NotAnIdentifier */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RefusalOut"];
                };
            };
        };
    };
    consents_api_people__ref__consents_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                ref: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ConsentIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["huoshui__people__schemas__PersonOut"];
                };
            };
            /** @description NoSuchPerson */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RefusalOut"];
                };
            };
            /** @description NotAnIdentifier, NotAConsent, NoEvidence */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RefusalOut"];
                };
            };
        };
    };
    erase_api_people__ref__erase_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                ref: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReasonIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErasureOut"];
                };
            };
            /** @description NoSuchPerson */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RefusalOut"];
                };
            };
            /** @description ErasureRunning */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RefusalOut"];
                };
            };
            /** @description NotAnIdentifier, NoReason */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RefusalOut"];
                };
            };
        };
    };
    explain_api_people__ref__explain_get: {
        parameters: {
            query: {
                other: string;
            };
            header?: never;
            path: {
                ref: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ExplanationOut"];
                };
            };
            /** @description OutOfReach */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RefusalOut"];
                };
            };
            /** @description NoSuchPerson */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RefusalOut"];
                };
            };
            /** @description NotOnePerson */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RefusalOut"];
                };
            };
            /** @description NotAnIdentifier */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RefusalOut"];
                };
            };
        };
    };
    export_api_people__ref__export_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                ref: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description NoSuchPerson */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RefusalOut"];
                };
            };
            /** @description NotAnIdentifier */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RefusalOut"];
                };
            };
        };
    };
    graph_api_people__ref__graph_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                ref: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DrawingOut"];
                };
            };
            /** @description OutOfReach */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RefusalOut"];
                };
            };
            /** @description NoSuchPerson */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RefusalOut"];
                };
            };
            /** @description NotAnIdentifier */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RefusalOut"];
                };
            };
        };
    };
    of_person_api_people__ref__memberships_get: {
        parameters: {
            query?: {
                before?: string;
                limit?: number;
            };
            header?: never;
            path: {
                ref: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MemberChangesOut"];
                };
            };
            /** @description NoSuchPerson */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RefusalOut"];
                };
            };
            /** @description NotAnIdentifier, NotAPlace */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RefusalOut"];
                };
            };
        };
    };
    reveal_api_people__ref__reveal_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                ref: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReasonIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["huoshui__people__schemas__PersonOut"];
                };
            };
            /** @description NoSuchPerson */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RefusalOut"];
                };
            };
            /** @description NotAnIdentifier, NoReason */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RefusalOut"];
                };
            };
        };
    };
    split_api_people__ref__split_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                ref: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SplitIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SplitOut"];
                };
            };
            /** @description OutOfReach */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RefusalOut"];
                };
            };
            /** @description NoSuchPerson */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RefusalOut"];
                };
            };
            /** @description NotOnePerson, NothingToSplit */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RefusalOut"];
                };
            };
            /** @description NotAnIdentifier */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RefusalOut"];
                };
            };
        };
    };
    tags_api_people__ref__tags_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                ref: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TagsIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["huoshui__people__schemas__PersonOut"];
                };
            };
            /** @description NoSuchPerson */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RefusalOut"];
                };
            };
            /** @description NotAnIdentifier, NotATag */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RefusalOut"];
                };
            };
        };
    };
    timeline_api_people__ref__timeline_get: {
        parameters: {
            query?: {
                before?: string;
                limit?: number;
            };
            header?: never;
            path: {
                ref: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TimelineOut"];
                };
            };
            /** @description NoSuchPerson */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RefusalOut"];
                };
            };
            /** @description NotAnIdentifier, NotAPlace */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RefusalOut"];
                };
            };
        };
    };
    channels_api_reports_channels_get: {
        parameters: {
            query?: {
                /** @description a day in Beijing, or a moment; inclusive */
                from?: string | null;
                /** @description a day in Beijing, or a moment; exclusive */
                to?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChannelReportOut"];
                };
            };
            /** @description NotAPeriod */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RefusalOut"];
                };
            };
        };
    };
    listed_api_segments_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SegmentOut"][];
                };
            };
        };
    };
    create_api_segments_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SegmentIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SegmentOut"];
                };
            };
            /** @description NoSuchSegment */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RefusalOut"];
                };
            };
            /** @description SegmentCircle, SegmentExists */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RefusalOut"];
                };
            };
            /** @description NotASegment, TooDeep, TooManyConditions, NoSuchLayer, NoHistory */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RefusalOut"];
                };
            };
        };
    };
    count_api_segments_count_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AskedIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CountOut"];
                };
            };
            /** @description NoSuchSegment */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RefusalOut"];
                };
            };
            /** @description SegmentCircle */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RefusalOut"];
                };
            };
            /** @description NotASegment, TooDeep, TooManyConditions, NoSuchLayer, NoHistory, NoSuchTrait, TraitDoesNotFit, SnapshotMissing */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RefusalOut"];
                };
            };
        };
    };
    estimate_api_segments_estimate_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AskedIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EstimateOut"];
                };
            };
            /** @description NoSuchSegment */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RefusalOut"];
                };
            };
            /** @description SegmentCircle */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RefusalOut"];
                };
            };
            /** @description NotASegment, TooDeep, TooManyConditions, NoSuchLayer, NoHistory, NoSuchTrait, TraitDoesNotFit, SnapshotMissing */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RefusalOut"];
                };
            };
        };
    };
    explain_api_segments_explain_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ExplainIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WhyOut"];
                };
            };
            /** @description NoSuchSegment, NoSuchPerson */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RefusalOut"];
                };
            };
            /** @description SegmentCircle */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RefusalOut"];
                };
            };
            /** @description NotASegment, TooDeep, TooManyConditions, NoSuchLayer, NoHistory, NoSuchTrait, TraitDoesNotFit, SnapshotMissing, NotAnIdentifier */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RefusalOut"];
                };
            };
        };
    };
    overlap_api_segments_overlap_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OverlapIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OverlapOut"];
                };
            };
            /** @description NoSuchSegment */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RefusalOut"];
                };
            };
            /** @description SegmentCircle */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RefusalOut"];
                };
            };
            /** @description NotASegment, TooDeep, TooManyConditions, NoSuchLayer, NoHistory, NoSuchTrait, TraitDoesNotFit, SnapshotMissing */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RefusalOut"];
                };
            };
        };
    };
    members_api_segments_people_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PageIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MembersOut"];
                };
            };
            /** @description NoSuchSegment */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RefusalOut"];
                };
            };
            /** @description SegmentCircle */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RefusalOut"];
                };
            };
            /** @description NotASegment, TooDeep, TooManyConditions, NoSuchLayer, NoHistory, NoSuchTrait, TraitDoesNotFit, SnapshotMissing, NotAPlace */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RefusalOut"];
                };
            };
        };
    };
    schema_api_segments_schema_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
        };
    };
    sql_api_segments_sql_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AskedIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SqlOut"];
                };
            };
            /** @description NoSuchSegment */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RefusalOut"];
                };
            };
            /** @description SegmentCircle */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RefusalOut"];
                };
            };
            /** @description NotASegment, TooDeep, TooManyConditions, NoSuchLayer, NoHistory, NoSuchTrait, TraitDoesNotFit, SnapshotMissing */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RefusalOut"];
                };
            };
        };
    };
    show_api_segments__name__get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SegmentOut"];
                };
            };
            /** @description NoSuchSegment */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RefusalOut"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    change_api_segments__name__put: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ChangeIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SegmentOut"];
                };
            };
            /** @description NoSuchSegment */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RefusalOut"];
                };
            };
            /** @description SegmentCircle, SegmentChanged */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RefusalOut"];
                };
            };
            /** @description NotASegment, TooDeep, TooManyConditions, NoSuchLayer, NoHistory */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RefusalOut"];
                };
            };
        };
    };
    delete_api_segments__name__delete: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description NoSuchSegment */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RefusalOut"];
                };
            };
            /** @description SegmentInUse */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RefusalOut"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    changes_api_segments__name__changes_get: {
        parameters: {
            query?: {
                before?: string;
                limit?: number;
            };
            header?: never;
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MemberChangesOut"];
                };
            };
            /** @description NotWatched */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RefusalOut"];
                };
            };
            /** @description NotAPlace */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RefusalOut"];
                };
            };
        };
    };
    history_api_segments__name__history_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["VersionOut"][];
                };
            };
            /** @description NoSuchSegment */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RefusalOut"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    members_api_segments__name__members_get: {
        parameters: {
            query?: {
                after?: string;
                limit?: number;
            };
            header?: never;
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["KeptMembersOut"];
                };
            };
            /** @description NotWatched */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RefusalOut"];
                };
            };
            /** @description NotBuiltYet */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RefusalOut"];
                };
            };
            /** @description NotAPlace */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RefusalOut"];
                };
            };
        };
    };
    export_api_segments__name__members__kind__get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                name: string;
                kind: components["schemas"]["Kind"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/vnd.apache.parquet": unknown;
                    "text/csv; charset=utf-8": unknown;
                };
            };
            /** @description NotWatched */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RefusalOut"];
                };
            };
            /** @description NotBuiltYet */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RefusalOut"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    overlap_api_segments__name__overlap__other__get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                name: string;
                other: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OverlapOut"];
                };
            };
            /** @description NotWatched */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RefusalOut"];
                };
            };
            /** @description NotBuiltYet */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RefusalOut"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    snapshots_api_segments__name__snapshots_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SnapshotOut"][];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    freeze_api_segments__name__snapshots_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SnapshotIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SnapshotOut"];
                };
            };
            /** @description NoSuchSegment */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RefusalOut"];
                };
            };
            /** @description SegmentCircle */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RefusalOut"];
                };
            };
            /** @description TooDeep, TooManyConditions, NoSuchTrait, TraitDoesNotFit, NoSuchLayer, NoHistory, SnapshotMissing */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RefusalOut"];
                };
            };
        };
    };
    snapshot_api_segments__name__snapshots__number__get: {
        parameters: {
            query?: {
                after?: string;
                limit?: number;
            };
            header?: never;
            path: {
                name: string;
                number: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SnapshotPeopleOut"];
                };
            };
            /** @description NoSuchSnapshot */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RefusalOut"];
                };
            };
            /** @description NotAPlace */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RefusalOut"];
                };
            };
        };
    };
    watched_api_segments__name__watch_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WatchOut"];
                };
            };
            /** @description NotWatched */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RefusalOut"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    watch_api_segments__name__watch_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WatchOut"];
                };
            };
            /** @description NoSuchSegment */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RefusalOut"];
                };
            };
            /** @description AlreadyWatched */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RefusalOut"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    unwatch_api_segments__name__watch_delete: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description NotWatched */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RefusalOut"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    list_sources_api_sources_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SourceOut"][];
                };
            };
        };
    };
    add_source_api_sources_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SourceIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NewKeyOut"];
                };
            };
            /** @description SourceExists */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RefusalOut"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    change_source_api_sources__name__patch: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SourceChangeIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SourceOut"];
                };
            };
            /** @description NoSuchSource */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RefusalOut"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    rotate_key_api_sources__name__rotate_post: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NewKeyOut"];
                };
            };
            /** @description NoSuchSource */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RefusalOut"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    list_staff_api_staff_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StaffOut"][];
                };
            };
            /** @description Unauthenticated, SessionEnded, TokenRefused */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RefusalOut"];
                };
            };
            /** @description ForgedRequest, NotPermitted */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RefusalOut"];
                };
            };
        };
    };
    hire_api_staff_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["StaffIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StaffOut"];
                };
            };
            /** @description Unauthenticated, SessionEnded, TokenRefused */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RefusalOut"];
                };
            };
            /** @description ForgedRequest, NotPermitted, BeyondYourself */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RefusalOut"];
                };
            };
            /** @description NoSuchUnit */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RefusalOut"];
                };
            };
            /** @description StaffExists */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RefusalOut"];
                };
            };
            /** @description NotALogin, WeakPassword */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RefusalOut"];
                };
            };
        };
    };
    change_staff_api_staff__id__patch: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["StaffChangeIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StaffOut"];
                };
            };
            /** @description Unauthenticated, SessionEnded, TokenRefused */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RefusalOut"];
                };
            };
            /** @description ForgedRequest, NotPermitted, BeyondYourself */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RefusalOut"];
                };
            };
            /** @description NoSuchStaff, NoSuchUnit */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RefusalOut"];
                };
            };
            /** @description LastAdmin */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RefusalOut"];
                };
            };
            /** @description WeakPassword */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RefusalOut"];
                };
            };
        };
    };
    doctor_api_system_doctor_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FindingOut"][];
                };
            };
        };
    };
    tags_api_tags_get: {
        parameters: {
            query?: {
                /** @description what the tag has in it */
                q?: string;
                after?: string;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CarriedTagsOut"];
                };
            };
            /** @description NotAPlace */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RefusalOut"];
                };
            };
        };
    };
    list_tokens_api_tokens_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TokenOut"][];
                };
            };
            /** @description Unauthenticated, SessionEnded, TokenRefused */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RefusalOut"];
                };
            };
            /** @description ForgedRequest, NotPermitted */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RefusalOut"];
                };
            };
        };
    };
    create_token_api_tokens_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TokenIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NewTokenOut"];
                };
            };
            /** @description Unauthenticated, SessionEnded, TokenRefused */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RefusalOut"];
                };
            };
            /** @description ForgedRequest, NotPermitted, BeyondYourself */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RefusalOut"];
                };
            };
            /** @description NoSuchUnit */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RefusalOut"];
                };
            };
            /** @description AlreadyExpired */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RefusalOut"];
                };
            };
        };
    };
    revoke_token_api_tokens__id__delete: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Unauthenticated, SessionEnded, TokenRefused */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RefusalOut"];
                };
            };
            /** @description ForgedRequest, NotPermitted */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RefusalOut"];
                };
            };
            /** @description NoSuchToken */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RefusalOut"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    policies_api_trait_policies_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: string;
                    };
                };
            };
        };
    };
    set_policy_api_trait_policies__name__put: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PolicyIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description NotAPolicy */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RefusalOut"];
                };
            };
        };
    };
    traits_api_traits_get: {
        parameters: {
            query?: {
                after?: string;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HeldTraitsOut"];
                };
            };
            /** @description NotAPlace */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RefusalOut"];
                };
            };
        };
    };
    list_units_api_units_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UnitOut"][];
                };
            };
            /** @description Unauthenticated, SessionEnded, TokenRefused */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RefusalOut"];
                };
            };
            /** @description ForgedRequest, NotPermitted */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RefusalOut"];
                };
            };
        };
    };
    create_unit_api_units_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["UnitIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UnitOut"];
                };
            };
            /** @description Unauthenticated, SessionEnded, TokenRefused */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RefusalOut"];
                };
            };
            /** @description ForgedRequest, NotPermitted */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RefusalOut"];
                };
            };
            /** @description NoSuchUnit */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RefusalOut"];
                };
            };
            /** @description UnitExists */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RefusalOut"];
                };
            };
            /** @description UnitMisplaced */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RefusalOut"];
                };
            };
        };
    };
    change_unit_api_units__code__patch: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                code: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["UnitChangeIn"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UnitOut"];
                };
            };
            /** @description Unauthenticated, SessionEnded, TokenRefused */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RefusalOut"];
                };
            };
            /** @description ForgedRequest, NotPermitted */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RefusalOut"];
                };
            };
            /** @description NoSuchUnit */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RefusalOut"];
                };
            };
            /** @description UnitMisplaced */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RefusalOut"];
                };
            };
        };
    };
    listed_api_watches_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WatchOut"][];
                };
            };
        };
    };
    sizes_api_watches_sizes_get: {
        parameters: {
            query?: {
                days?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SizesOut"][];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    healthz_healthz_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: string;
                    };
                };
            };
        };
    };
    metrics_metrics_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    readyz_readyz_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": unknown;
                };
            };
            /** @description not ready */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
}
