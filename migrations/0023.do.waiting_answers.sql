-- How many answers wait in a chat is asked before one more is put behind them.
create index deliveries_waiting_answers on deliveries (chat_id)
  where kind = 'answer' and abandoned_at is null;
