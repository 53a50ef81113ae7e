// The rows of every table, written by tools/schema.ts from the migrations. Do not edit.

/** A row as it is read: `Row<'stock_level'>`. */
export type Row<Table extends keyof DB> = DB[Table]

export interface DB {
  access_attempt: {
    subject: string
    window_at: Date
    attempts: number
  }
  access_challenge: {
    id: string
    kind: 'one_time_code' | 'passkey_register' | 'passkey_sign_in'
    subject_kind: 'staff' | 'customer' | null
    subject_id: string | null
    contact_kind: string | null
    contact: string | null
    secret: string
    attempts: number
    expires_at: Date
    used_at: Date | null
    created_at: Date
  }
  access_device: {
    id: string
    register_id: string
    name: string
    token_hash: string
    enrolled_by: string | null
    enrolled_at: Date
    seen_at: Date | null
    revoked_at: Date | null
  }
  access_key: {
    id: string
    kind: 'publishable' | 'secret'
    name: string
    prefix: string
    hash: string
    channel: string | null
    permissions: string[]
    created_by: string | null
    created_at: Date
    used_at: Date | null
    expires_at: Date | null
    revoked_at: Date | null
    replaces_id: string | null
  }
  access_passkey: {
    id: string
    subject_kind: 'staff' | 'customer'
    subject_id: string
    credential_id: string
    public_key: string
    counter: number
    transports: string[]
    name: string
    created_at: Date
    used_at: Date | null
  }
  access_password: {
    staff_id: string
    hash: string
    changed_at: Date
    given_until: Date | null
  }
  access_pin: {
    staff_id: string
    salt: string
    iterations: number
    hash: string
    changed_at: Date
  }
  access_recovery_code: {
    staff_id: string
    hash: string
    used_at: Date | null
  }
  access_session: {
    id: string
    token_hash: string
    kind: 'staff' | 'customer'
    staff_id: string | null
    customer_id: string | null
    verified_at: Date | null
    channel: string | null
    user_agent: string | null
    created_at: Date
    seen_at: Date
    expires_at: Date
    revoked_at: Date | null
    device_id: string | null
  }
  access_totp: {
    staff_id: string
    secret: string
    confirmed_at: Date | null
    last_step: number
  }
  cart: {
    id: string
    code: string
    version: number
    status: 'open' | 'placed' | 'merged' | 'expired'
    customer_id: string | null
    shared_with: string[]
    channel: string
    currency: string
    locale: string
    store_id: string | null
    delivery_method: 'ship' | 'pickup' | 'carry_out' | null
    pickup_store_id: string | null
    address: unknown
    contact: unknown
    note: string | null
    touched_in: string[]
    merged_into_id: string | null
    order_id: string | null
    created_at: Date
    updated_at: Date
    expires_at: Date
  }
  cart_line: {
    id: string
    cart_id: string
    variant_id: string
    quantity: number
    position: number
    saved: boolean
    note: string | null
    added_in: string
    added_by: string
    added_at: Date
    price_seen: number | null
  }
  category: {
    id: string
    parent_id: string | null
    slug: string
    position: number
  }
  category_text: {
    category_id: string
    locale: 'es' | 'en'
    name: string
  }
  channel: {
    code: string
    kind: 'store' | 'web' | 'mobile' | 'phone' | 'mail' | 'chat' | 'whatsapp' | 'social' | 'marketplace' | 'agent' | 'import'
    name: string
    currency: string
    locale: string
    hold_seconds: number
    active: boolean
    origins: string[]
  }
  channel_location: {
    channel: string
    location_id: string
    ships: boolean
    pickup: boolean
  }
  consent: {
    id: string
    customer_id: string
    contact_kind: 'email' | 'phone' | 'whatsapp' | 'social' | 'device' | 'post'
    contact_value: string
    channel: 'email' | 'sms' | 'whatsapp' | 'phone' | 'push' | 'social' | 'post' | 'web'
    purpose: 'marketing' | 'service' | 'profiling' | 'analytics' | 'sharing'
    answer: 'granted' | 'denied' | 'withdrawn'
    text_version: string
    proof: unknown
    asked_in: string
    actor_kind: string
    actor_id: string | null
    answered_at: Date
  }
  customer: {
    id: string
    cluster_id: string
    given_name: string | null
    family_name: string | null
    language: string | null
    birthday: string | null
    company: string | null
    country: string | null
    tags: string[]
    created_in: string
    created_at: Date
    updated_at: Date
    erased_at: Date | null
  }
  customer_address: {
    id: string
    customer_id: string
    label: string | null
    address: unknown
    is_default: boolean
    created_at: Date
    removed_at: Date | null
  }
  customer_erasure: {
    id: string
    customer_id: string
    requested_by: string
    reason: string | null
    erased_at: Date
    removed: unknown
  }
  customer_identity: {
    id: string
    customer_id: string
    kind: 'email' | 'phone' | 'card' | 'external' | 'device' | 'social' | 'whatsapp'
    account: string
    value: string
    shown: string
    level: 'anonymous' | 'claimed' | 'verified'
    shared: boolean
    source: string
    valid_from: Date
    valid_to: Date | null
    told_shared: boolean
  }
  customer_merge: {
    id: string
    kept_id: string
    joined_id: string
    evidence: unknown
    actor_kind: string
    actor_id: string | null
    merged_at: Date
    undone_at: Date | null
    undone_by: string | null
  }
  customer_note: {
    id: string
    customer_id: string
    text: string
    visible_to: 'staff' | 'customer'
    author_id: string | null
    author_name: string | null
    created_at: Date
    removed_at: Date | null
  }
  customer_preference: {
    customer_id: string
    name: string
    value: unknown
    source: string
    updated_at: Date
  }
  customer_term: {
    customer_id: string
    kind: 'name' | 'family' | 'email' | 'phone' | 'card' | 'order' | 'external' | 'social'
    term: string
  }
  customer_word: {
    word: string
    near: string[]
  }
  dead_letter: {
    id: string
    listener: string
    event_id: string
    event: unknown
    error: string
    attempts: number
    parked_at: Date
    retried_at: Date | null
    resolved_at: Date | null
  }
  event: {
    id: string
    xid: string
    position: number
    type: string
    customer_id: string | null
    channel: string
    store_id: string | null
    actor_kind: string
    actor_id: string | null
    actor_name: string | null
    subject_kind: string | null
    subject_id: string | null
    occurred_at: Date
    recorded_at: Date
    data: unknown
  }
  fulfilment: {
    id: string
    order_id: string
    customer_id: string | null
    kind: 'ship' | 'pickup' | 'carry_out'
    location_id: string | null
    pickup_store_id: string | null
    status: 'assigned' | 'accepted' | 'picking' | 'ready' | 'handed_over' | 'shipped' | 'delivered' | 'exception' | 'rejected' | 'expired' | 'canceled'
    attempt: number
    replaces_id: string | null
    due_at: Date
    ready_at: Date | null
    hold_until: Date | null
    reminded_at: Date | null
    handover_code: string | null
    code_tries: number
    handed_over_to: string | null
    tracking: string | null
    carrier: string | null
    trace: unknown
    created_at: Date
    updated_at: Date
    closed_at: Date | null
    handover_code_hash: string | null
    signed_by: string | null
    signature: string | null
    work_on: string | null
  }
  fulfilment_line: {
    fulfilment_id: string
    order_line_id: string
    variant_id: string
    quantity: number
    picked: number
    missing: number
    canceled: number
  }
  fulfilment_rejection: {
    id: string
    fulfilment_id: string
    location_id: string | null
    reason: 'not_found' | 'damaged' | 'too_busy' | 'closed' | 'other'
    note: string | null
    actor_id: string | null
    rejected_at: Date
  }
  idempotency: {
    caller: string
    key: string
    operation: string
    body_hash: string
    status: number | null
    answer: string | null
    claimed_at: Date
  }
  import_error: {
    run_id: string
    part: string
    row: number
    code: string
    severity: 'refused' | 'skipped' | 'remark'
    message: string
  }
  import_row: {
    run_id: string
    part: string
    row: number
    key: string
    content: unknown
  }
  import_run: {
    id: string
    kind: 'online-retail' | 'catalogue'
    source: string
    settings: unknown
    status: 'running' | 'completed' | 'differs'
    batch: number
    rows: number
    accepted: number
    skipped: number
    refused: number
    stage: string
    after: string
    figures: unknown
    started_at: Date
    updated_at: Date
    finished_at: Date | null
  }
  insight_fact: {
    kind: 'order' | 'cart' | 'promise' | 'customer'
    subject_id: string
    at: Date
    hour: Date
    channel: string
    store_id: string | null
    pickup_store_id: string | null
    currency: string | null
    began_in: string | null
    paid_in: string | null
    received: string | null
    cut_from: string | null
    units: number
    amount: number
    canceled: number
    good: boolean
  }
  insight_hour: {
    id: string
    kind: string
    hour: Date
    channel: string
    store_id: string | null
    pickup_store_id: string | null
    currency: string | null
    began_in: string | null
    paid_in: string | null
    received: string | null
    cut_from: string | null
    count: number
    units: number
    amount: number
    canceled: number
    good: number
  }
  insight_progress: {
    kind: string
    after: string | null
    done_at: Date | null
  }
  legal_entity: {
    id: string
    name: string
    tax_id: string | null
    country: string
    address: unknown
    rounding_mode: 'half_up' | 'half_even'
    rounding_level: 'line' | 'document'
  }
  listener: {
    name: string
    xid: string
    position: number
    moved_at: Date
    since: string | null
  }
  location: {
    id: string
    code: string
    name: string
    kind: 'store' | 'warehouse' | 'partner'
    store_id: string | null
    country: string
    region: string | null
    lat: number | null
    lng: number | null
    timezone: string
    ships: boolean
    priority: number
    max_orders_per_day: number | null
    handling_minutes: number
    cutoff: string
    active: boolean
  }
  look: {
    id: string
    customer_id: string | null
    operation: string
    actor_kind: string
    actor_id: string | null
    actor_name: string | null
    channel: string
    store_id: string | null
    request_id: string
    recorded_at: Date
    subject_kind: 'order' | 'cart' | null
    subject_id: string | null
  }
  media: {
    id: string
    product_id: string
    variant_id: string | null
    path: string
    alt: unknown
    width: number
    height: number
    position: number
  }
  migration: {
    name: string
    checksum: string
    applied_at: Date
  }
  opening_exception: {
    store_id: string
    on_date: string
    opens: string | null
    closes: string | null
    reason: string | null
  }
  opening_hours: {
    store_id: string
    weekday: number
    opens: string
    closes: string
  }
  order_adjustment: {
    id: string
    order_id: string
    line_id: string | null
    kind: 'cancellation' | 'refund' | 'correction'
    quantity: number
    amount: number
    reason: string
    cause_id: string
    actor_kind: string
    actor_id: string | null
    made_at: Date
  }
  order_line: {
    id: string
    order_id: string
    position: number
    variant_id: string | null
    sku: string
    name: string
    options: unknown
    kind: 'goods' | 'service'
    quantity: number
    canceled: number
    fulfilled: number
    returned: number
    unit_price: number
    compare_at: number | null
    net: number
    tax: number
    gross: number
    tax_class: string
    tax_name: string
    tax_ppm: number
    price_list: string | null
    unit_paid: number[]
    note: string | null
  }
  orders: {
    id: string
    number: string
    cart_id: string | null
    external_id: string | null
    customer_id: string | null
    channel: string
    store_id: string | null
    legal_entity_id: string | null
    currency: string
    locale: string
    status: 'placed' | 'in_progress' | 'completed' | 'canceled'
    payment_status: 'unpaid' | 'authorised' | 'paid' | 'partly_refunded' | 'refunded'
    delivery_method: 'ship' | 'pickup' | 'carry_out'
    pickup_store_id: string | null
    address: unknown
    contact: unknown
    tax_included: boolean
    net: number
    tax: number
    gross: number
    paid: number
    refunded: number
    taxes: unknown
    note: string | null
    touched_in: string[]
    placed_by_kind: string
    placed_by_id: string | null
    placed_at: Date
    updated_at: Date
    canceled_at: Date | null
    cancel_reason: string | null
    completed_at: Date | null
    rounding: number
    pay_later: boolean
  }
  payment: {
    id: string
    cart_id: string | null
    order_id: string | null
    customer_id: string | null
    store_id: string | null
    channel: string
    provider: string
    tender: 'cash' | 'card' | 'transfer' | 'other'
    currency: string
    amount: number
    given: number | null
    authorised: number
    capturing: number
    captured: number
    voiding: number
    refunding: number
    refunded: number
    status: 'created' | 'pending' | 'action_required' | 'authorised' | 'captured' | 'declined' | 'voided' | 'unknown'
    provider_ref: string | null
    provider_version: number
    action_url: string | null
    return_url: string | null
    decline_code: string | null
    details: unknown
    check_at: Date | null
    checks: number
    created_at: Date
    updated_at: Date
    owed: number
  }
  payment_effect: {
    id: string
    payment_id: string
    kind: 'authorise' | 'capture' | 'void' | 'refund'
    amount: number
    status: 'asked' | 'done' | 'failed' | 'unknown' | 'owed'
    provider_ref: string | null
    reason: string | null
    cause_kind: string | null
    cause_id: string | null
    error: string | null
    asked_at: Date
    settled_at: Date | null
    tries: number
  }
  payment_notice: {
    id: string
    provider: string
    notice_id: string
    payload: unknown
    received_at: Date
    applied_at: Date | null
    error: string | null
    tries: number
    try_at: Date | null
  }
  price: {
    id: string
    price_list_id: string
    variant_id: string
    min_quantity: number
    amount: number
    compare_at: number | null
    updated_at: Date
  }
  price_history: {
    id: string
    price_list_id: string
    variant_id: string
    min_quantity: number
    amount: number
    from_at: Date
    to_at: Date | null
  }
  price_list: {
    id: string
    code: string
    name: string
    currency: string
    tax_included: boolean
    channel: string | null
    store_id: string | null
    customer_tag: string | null
    starts_at: Date | null
    ends_at: Date | null
    priority: number
    active: boolean
  }
  product: {
    id: string
    slug: string
    status: 'draft' | 'active' | 'archived'
    brand: string | null
    product_type: string | null
    kind: 'goods' | 'service'
    tax_class: 'standard' | 'reduced' | 'super_reduced' | 'exempt'
    attributes: unknown
    tags: string[]
    created_at: Date
    updated_at: Date
  }
  product_category: {
    product_id: string
    category_id: string
    position: number
  }
  product_option: {
    product_id: string
    code: string
    position: number
    names: unknown
    choices: unknown
  }
  product_search: {
    product_id: string
    locale: 'es' | 'en'
    title: string
    document: string
    words: string
  }
  product_text: {
    product_id: string
    locale: 'es' | 'en'
    name: string
    description: string
    seo_title: string | null
    seo_text: string | null
  }
  register: {
    id: string
    store_id: string
    code: string
    name: string
  }
  retailer: {
    id: string
    only_one: boolean
    name: string
    country: string
    default_locale: string
    default_currency: string
    timezone: string
    settings: unknown
    created_at: Date
  }
  revision: {
    topic: string
    number: number
  }
  staff: {
    id: string
    email: string
    name: string
    role: 'owner' | 'manager' | 'assistant' | 'agent' | 'marketer' | 'analyst'
    locale: string
    all_stores: boolean
    active: boolean
    created_at: Date
  }
  staff_store: {
    staff_id: string
    store_id: string
  }
  stock_allocation: {
    id: string
    order_id: string
    order_line_id: string
    variant_id: string
    location_id: string
    quantity: number
    created_at: Date
  }
  stock_capacity: {
    location_id: string
    on_date: string
    taken: number
  }
  stock_count: {
    id: string
    location_id: string
    variant_id: string
    expected: number
    counted: number
    variance: number | null
    reason: string
    counted_by: string | null
    counted_at: Date
  }
  stock_exclusion: {
    id: string
    location_id: string
    variant_id: string | null
    reason: string
    until_at: Date
  }
  stock_level: {
    variant_id: string
    location_id: string
    on_hand: number
    allocated: number
    reserved: number
    safety_stock: number
    damaged: number
    incoming: number
    backorder_limit: number
    updated_at: Date
  }
  stock_movement: {
    seq: number
    kind: 'received' | 'allocated' | 'deallocated' | 'reserved' | 'released' | 'shipped' | 'sold' | 'adjusted' | 'counted' | 'transferred_out' | 'transferred_in' | 'returned' | 'damaged' | 'opening'
    variant_id: string
    location_id: string
    on_hand: number
    allocated: number
    reserved: number
    damaged: number
    incoming: number
    cause_kind: 'cart' | 'order' | 'sale' | 'receipt' | 'adjustment' | 'count' | 'transfer' | 'transfer_receipt' | 'return'
    cause_id: string
    line_id: string | null
    reason: string | null
    actor_kind: string
    actor_id: string | null
    moved_at: Date
  }
  stock_plan: {
    cart_id: string
    question: string
    plan: unknown
    expires_at: Date
  }
  stock_reservation: {
    id: string
    cart_id: string
    line_id: string
    variant_id: string
    location_id: string
    quantity: number
    expires_at: Date
    created_at: Date
  }
  stock_transfer: {
    id: string
    from_id: string
    to_id: string
    status: 'sent' | 'received' | 'received_short' | 'canceled'
    reason: string | null
    created_by: string | null
    sent_at: Date
    received_at: Date | null
  }
  stock_transfer_line: {
    transfer_id: string
    variant_id: string
    sent: number
    received: number
    missing: number
  }
  store: {
    id: string
    code: string
    name: string
    legal_entity_id: string
    phone: string | null
    email: string | null
    address: unknown
    country: string
    region: string | null
    lat: number | null
    lng: number | null
    timezone: string
    pickup: boolean
    pickup_lead_minutes: number
    pickup_hold_days: number
    active: boolean
    created_at: Date
  }
  tax_rate: {
    id: string
    country: string
    region: string
    tax_class: string
    name: string
    rate_ppm: number
    valid_from: string
    valid_to: string | null
  }
  till: {
    device_id: string
    store_id: string
    series: string
    last_seq: number
    last_hash: string
    last_receipt: number
    last_z: number
    updated_at: Date
  }
  till_fact: {
    device_id: string
    seq: number
    prev_hash: string
    hash: string
    kind: 'shift_opened' | 'cash_moved' | 'sale' | 'tender_taken' | 'ticket_voided' | 'shift_closed'
    said_at: string
    at: Date
    staff_id: string
    body: unknown
    shift_id: string | null
    order_id: string | null
    receipt: number | null
    recorded_at: Date
  }
  till_report: {
    device_id: string
    z_number: number
    shift_id: string
    store_id: string
    content: unknown
    written_at: Date
  }
  till_settings: {
    store_id: string
    offline_sale_max: number
    offline_hours_max: number
    offline_tenders: string[]
    approve_discount_over_ppm: number
    cash_rounding: number
    handover_proof: 'code' | 'signature' | 'document'
    receipt_header: string
    receipt_footer: string
    updated_at: Date
    lock_after_min: number
  }
  till_shift: {
    id: string
    device_id: string
    store_id: string
    currency: string
    opened_at: Date
    opened_by: string
    float: number
    sales: number
    gross: number
    rounding: number
    cash: number
    terminal: number
    cash_in: number
    cash_out: number
    voided: number
    closed_at: Date | null
    closed_by: string | null
    z_number: number | null
  }
  till_task: {
    id: string
    kind: 'price_changed' | 'price_unapproved' | 'tax_differs' | 'rounding_off' | 'sold_below_promise' | 'over_limit' | 'unknown_article' | 'unknown_customer' | 'tender_unknown' | 'tender_differs' | 'told_twice' | 'amount_too_large'
    store_id: string
    device_id: string
    seq: number
    order_id: string | null
    details: unknown
    raised_at: Date
    resolved_at: Date | null
    resolved_by: string | null
    note: string | null
  }
  touchpoint: {
    id: string
    type: string
    customer_id: string
    channel: string
    store_id: string | null
    occurred_at: Date
    recorded_at: Date
    data: unknown
  }
  variant: {
    id: string
    product_id: string
    sku: string
    gtin: string | null
    options: unknown
    position: number
    weight_g: number | null
    status: 'active' | 'archived'
    updated_at: Date
  }
}
