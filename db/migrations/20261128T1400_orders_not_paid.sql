-- Most orders are paid. Those that are not, or not any more, are looked for among all there ever were.
create index orders_not_paid on orders (payment_status, placed_at desc, id desc) where payment_status <> 'paid';
