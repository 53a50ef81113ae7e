// Written by tools/sdk.ts from docs/openapi.json. Do not edit.

export type Problem = {
  type: string
  title: string
  status: number
  code: string
  detail?: string
  request_id: string
} & Record<string, unknown>

export interface Operations {
  /** This place will do it. Refused: other_store, wrong_state. */
  acceptFulfilment: {
    input: {
      /** UUID */
      fulfilment_id: string
    }
    reply: {
      /** UUID */
      id: string
      /** UUID */
      order_id: string
      /** The order's number */
      number: string
      customer_id: string | null
      kind: 'ship' | 'pickup' | 'carry_out'
      status: 'assigned' | 'accepted' | 'picking' | 'ready' | 'handed_over' | 'shipped' | 'delivered' | 'exception' | 'rejected' | 'expired' | 'canceled'
      /** The how-manieth place is asked for these goods */
      attempt: number
      replaces_id: string | null
      location_id: string | null
      location_code: string | null
      location_name: string | null
      store_id: string | null
      store_code: string | null
      store_name: string | null
      pickup_store_id: string | null
      due_at: string
      ready_at: string | null
      hold_until: string | null
      handed_over_to: string | null
      signed_by: string | null
      carrier: string | null
      tracking: string | null
      created_at: string
      updated_at: string
      closed_at: string | null
    }
  }
  /** Keep an address. Refused: too_many_addresses, id_taken, customer_erased. */
  addAddress: {
    input: {
      /** UUID */
      customer_id: string
      /** UUID */
      id?: string
      label?: string
      address: {
        name?: string
        company?: string
        line1: string
        line2?: string
        city: string
        region?: string
        postcode: string
        country: string
        phone?: string
      }
      is_default?: boolean
    }
    reply: {
      /** UUID */
      id: string
    }
  }
  /** Puts an article into the cart and holds it. Refused: unknown_article, not_for_sale, cart_full, quantity_too_large, amount_too_large, line_exists, cart_changed, cart_closed, unknown_channel, no_tax_rate. */
  addCartLine: {
    input: {
      /** UUID */
      cart_id: string
      /** UUID */
      line_id?: string
      /** UUID */
      variant_id: string
      quantity: number
      note?: string | null
      expected_version?: number
    }
    reply: {
      /** UUID */
      id: string
      code: string
      version: number
      status: 'open' | 'placed' | 'merged' | 'expired'
      customer: {
        /** UUID */
        id: string
        given_name: string | null
        family_name: string | null
      } | null
      channel: string
      touched_in: string[]
      /** ISO 4217 code */
      currency: string
      locale: string
      store_id: string | null
      delivery: {
        method: 'ship' | 'pickup' | 'carry_out' | null
        pickup_store_id: string | null
        pickup_store_name: string | null
        address: {
          name?: string
          company?: string
          line1: string
          line2?: string
          city: string
          region?: string
          postcode: string
          country: string
          phone?: string
        } | null
      }
      contact: {
        name?: string
        email?: string
        phone?: string
      } | null
      note: string | null
      lines: {
        /** UUID */
        line_id: string
        /** UUID */
        variant_id: string
        sku: string
        /** Of the product */
        slug: string
        name: string
        options: Record<string, string>
        picture: string | null
        quantity: number
        saved: boolean
        note: string | null
        unit_price: number | null
        compare_at: number | null
        lowest_30d: number | null
        price_seen: number | null
        /** Minor units (cents) of `currency` */
        net: number
        /** Minor units (cents) of `currency` */
        tax: number
        /** Minor units (cents) of `currency` */
        gross: number
        tax_name: string | null
        added_in: string
        added_by: string
        held: {
          /** UUID */
          location_id: string
          quantity: number
          until: string
        } | null
        problem: {
          code: 'out_of_stock' | 'not_here' | 'unpriced' | 'archived'
          available: number
          elsewhere: {
            /** UUID */
            store_id: string
            name: string
            available: number
            distance_km: number | null
            pickup_from: string | null
          }[]
        } | null
      }[]
      tax_included: boolean
      /** Minor units (cents) of `currency` */
      net: number
      /** Minor units (cents) of `currency` */
      tax: number
      /** Minor units (cents) of `currency` */
      gross: number
      taxes: {
        name: string
        tax_ppm: number
        /** Minor units (cents) of `currency` */
        net: number
        /** Minor units (cents) of `currency` */
        tax: number
        /** Minor units (cents) of `currency` */
        gross: number
      }[]
      promise: {
        ready_at: string | null
        ships_at: string | null
      } | null
      plan: {
        /** UUID */
        location_id: string
        store_id: string | null
        units: number
        promised_at: string | null
      }[]
      problems: number
      ready: boolean
      missing: ('lines' | 'problems' | 'delivery' | 'address' | 'contact')[]
      order_id: string | null
      merged_into_id: string | null
      updated_at: string
      expires_at: string
    }
  }
  /** Register a person; the caller may make the id. Refused: too_many_tags. */
  addCustomer: {
    input: {
      /** UUID */
      id?: string
      given_name?: string | null
      family_name?: string | null
      language?: 'es' | 'en' | null
      birthday?: string | null
      company?: string | null
      country?: string | null
      tags?: string[]
    }
    reply: {
      /** UUID */
      id: string
      given_name: string | null
      family_name: string | null
      company: string | null
      language: string | null
      birthday: string | null
      country: string | null
      created_at: string
      created_in: string
      ids: string[]
      tags: string[]
      erased_at: string | null
      identities: {
        /** UUID */
        id: string
        kind: 'email' | 'phone' | 'card' | 'external' | 'device' | 'social' | 'whatsapp'
        shown: string
        level: 'anonymous' | 'claimed' | 'verified'
        /** UUID */
        customer_id: string
        account: string
        value: string
        shared: boolean
        source: string
        valid_from: string
      }[]
      addresses: {
        /** UUID */
        id: string
        /** UUID */
        customer_id: string
        label: string | null
        address: {
          name?: string
          company?: string
          line1: string
          line2?: string
          city: string
          region?: string
          postcode: string
          country: string
          phone?: string
        }
        is_default: boolean
        created_at: string
      }[]
      preferences: {
        name: string
        value: unknown
        source: string
        updated_at: string
      }[]
      notes: {
        /** UUID */
        id: string
        /** UUID */
        customer_id: string
        text: string
        visible_to: 'staff' | 'customer'
        author_id: string | null
        author_name: string | null
        created_at: string
      }[]
      merges: {
        /** UUID */
        id: string
        /** UUID */
        kept_id: string
        /** UUID */
        joined_id: string
        evidence: unknown
        actor_kind: string
        actor_id: string | null
        merged_at: string
      }[]
    }
  }
  /** Say a contact, card or account is theirs; staff can claim it, only the person can prove it. Refused: customer_erased. */
  addIdentity: {
    input: {
      /** UUID */
      customer_id: string
      kind: 'email' | 'phone' | 'card' | 'external' | 'device' | 'social' | 'whatsapp'
      value: string
      account?: string
      /** ISO 3166-1 alpha-2 */
      country?: string
    }
    reply: {
      outcome: 'added' | 'known' | 'kept_apart' | 'joined' | 'blocked' | 'enough'
      customer: {
        /** UUID */
        id: string
        given_name: string | null
        family_name: string | null
        company: string | null
        language: string | null
        birthday: string | null
        country: string | null
        created_at: string
        created_in: string
        ids: string[]
        tags: string[]
        erased_at: string | null
        identities: {
          /** UUID */
          id: string
          kind: 'email' | 'phone' | 'card' | 'external' | 'device' | 'social' | 'whatsapp'
          shown: string
          level: 'anonymous' | 'claimed' | 'verified'
          /** UUID */
          customer_id: string
          account: string
          value: string
          shared: boolean
          source: string
          valid_from: string
        }[]
        addresses: {
          /** UUID */
          id: string
          /** UUID */
          customer_id: string
          label: string | null
          address: {
            name?: string
            company?: string
            line1: string
            line2?: string
            city: string
            region?: string
            postcode: string
            country: string
            phone?: string
          }
          is_default: boolean
          created_at: string
        }[]
        preferences: {
          name: string
          value: unknown
          source: string
          updated_at: string
        }[]
        notes: {
          /** UUID */
          id: string
          /** UUID */
          customer_id: string
          text: string
          visible_to: 'staff' | 'customer'
          author_id: string | null
          author_name: string | null
          created_at: string
        }[]
        merges: {
          /** UUID */
          id: string
          /** UUID */
          kept_id: string
          /** UUID */
          joined_id: string
          evidence: unknown
          actor_kind: string
          actor_id: string | null
          merged_at: string
        }[]
      }
    }
  }
  /** Makes a publishable or secret key; the secret is told once. Refused: channel_required, unknown_channel, unknown_permission, no_permissions_here, key_exists. */
  addKey: {
    input: {
      /** UUID */
      id?: string
      kind: 'publishable' | 'secret'
      name: string
      channel?: string | null
      permissions?: string[]
    }
    reply: {
      /** UUID */
      id: string
      kind: 'publishable' | 'secret'
      name: string
      prefix: string
      channel: string | null
      permissions: string[]
      created_at: string
      used_at: string | null
      expires_at: string | null
      revoked_at: string | null
      replaces_id: string | null
      /** Told this once */
      secret: string
    }
  }
  /** Note something down, for staff or for the person to see. Refused: id_taken, customer_erased. */
  addNote: {
    input: {
      /** UUID */
      customer_id: string
      /** UUID */
      id?: string
      text: string
      visible_to: 'staff' | 'customer'
    }
    reply: {
      /** UUID */
      id: string
    }
  }
  /** Keep an address of yours. Refused: too_many_addresses, id_taken. */
  addOwnAddress: {
    input: {
      /** UUID */
      id?: string
      label?: string
      address: {
        name?: string
        company?: string
        line1: string
        line2?: string
        city: string
        region?: string
        postcode: string
        country: string
        phone?: string
      }
      is_default?: boolean
    }
    reply: {
      /** UUID */
      id: string
    }
  }
  /** Adds a picture (PNG, JPEG, WebP or AVIF, 10 MB) to a product or one of its variants. Refused: id_taken, not_a_picture, picture_too_large, unknown_sku, too_many. */
  addPicture: {
    input: {
      /** UUID */
      product_id: string
      /** UUID */
      id: string
      /** The file in base64 */
      data: string
      sku?: string | null
      alt?: {
        es?: string
        en?: string
      }
    }
    reply: {
      /** UUID */
      id: string
      variant_id: string | null
      alt: string
      /** Of the widest rendition */
      width: number
      height: number
      /** 320 pixels wide */
      small: string
      /** 640 pixels wide */
      medium: string
      /** 1280 pixels wide */
      large: string
    }
  }
  /** Adds a person of the retailer; a password is set afterwards. Refused: email_taken, not_found. */
  addStaff: {
    input: {
      /** UUID */
      id?: string
      email: string
      name: string
      role: 'owner' | 'manager' | 'assistant' | 'agent' | 'marketer' | 'analyst'
      store_ids: string[] | null
      locale?: 'es' | 'en'
    }
    reply: {
      /** UUID */
      id: string
      email: string
      name: string
      role: 'owner' | 'manager' | 'assistant' | 'agent' | 'marketer' | 'analyst'
      locale: string
      active: boolean
      store_ids: string[] | null
      created_at: string
    }
  }
  /** Put the book right with a reason: found, lost, damaged, thrown away. Refused: not_enough, article_twice, unknown_article, not_found. */
  adjustStock: {
    input: {
      /** UUID */
      id: string
      /** UUID */
      location_id: string
      reason: string
      lines: {
        /** UUID */
        variant_id: string
        on_hand?: number
        damaged?: number
      }[]
    }
    reply: {
      levels: {
        /** UUID */
        variant_id: string
        /** UUID */
        location_id: string
        on_hand: number
        allocated: number
        reserved: number
        available: number
      }[]
    }
  }
  /** Builds the next piece of what the rows say; again until it is done. Refused: batches_missing, price_list_in_use. */
  advanceImport: {
    input: {
      /** UUID */
      import_id: string
      /** How many the source has */
      batches: number
    }
    reply: {
      stage: string
      built: number
      done: boolean
    }
  }
  /** Takes a product off sale; old orders keep it. */
  archiveProduct: {
    input: {
      /** UUID */
      product_id: string
    }
    reply: {
      /** UUID */
      product_id: string
      status: 'archived'
    }
  }
  /** Sets the order of a product’s pictures and what they show in words; those not named follow behind. */
  arrangePictures: {
    input: {
      /** UUID */
      product_id: string
      pictures: {
        /** UUID */
        id: string
        alt?: {
          es?: string
          en?: string
        }
      }[]
    }
    reply: {
      arranged: number
    }
  }
  /** Sends a code to an e-mail or telephone, known or not. Refused: bad_contact, too_many_attempts. */
  askOneTimeCode: {
    input: {
      kind: 'email' | 'phone'
      value: string
      locale?: 'es' | 'en'
    }
    reply: {
      /** UUID */
      challenge_id: string
      expires_at: string
    }
  }
  /** Takes goods off an order, or all of it; stock and money go back. Refused: already_picking, not_cancellable, line_twice. */
  cancelOrder: {
    input: {
      /** UUID */
      order_id: string
      /** UUID */
      id?: string
      lines?: {
        /** UUID */
        line_id: string
        quantity: number
      }[]
      reason: string
    }
    reply: {
      lines: {
        /** UUID */
        line_id: string
        quantity: number
        amount: number
      }[]
      amount: number
      to_refund: number
    }
  }
  /** Whom the order is for and how it gets there, in one; what is left out stays. Refused: not_the_owner, bad_contact, customer_erased, store_needed, no_pickup_here, not_in_a_store, cart_changed, cart_closed, unknown_channel, no_tax_rate. */
  changeCart: {
    input: {
      /** UUID */
      cart_id: string
      contact?: {
        name?: string
        email?: string
        phone?: string
      }
      delivery?: {
        method: 'ship' | 'pickup' | 'carry_out'
        pickup_store_id?: string | null
        address?: {
          name?: string
          company?: string
          line1: string
          line2?: string
          city: string
          region?: string
          postcode: string
          country: string
          phone?: string
        } | null
        /** UUID */
        store_id?: string
      }
      expected_version?: number
    }
    reply: {
      /** UUID */
      id: string
      code: string
      version: number
      status: 'open' | 'placed' | 'merged' | 'expired'
      customer: {
        /** UUID */
        id: string
        given_name: string | null
        family_name: string | null
      } | null
      channel: string
      touched_in: string[]
      /** ISO 4217 code */
      currency: string
      locale: string
      store_id: string | null
      delivery: {
        method: 'ship' | 'pickup' | 'carry_out' | null
        pickup_store_id: string | null
        pickup_store_name: string | null
        address: {
          name?: string
          company?: string
          line1: string
          line2?: string
          city: string
          region?: string
          postcode: string
          country: string
          phone?: string
        } | null
      }
      contact: {
        name?: string
        email?: string
        phone?: string
      } | null
      note: string | null
      lines: {
        /** UUID */
        line_id: string
        /** UUID */
        variant_id: string
        sku: string
        /** Of the product */
        slug: string
        name: string
        options: Record<string, string>
        picture: string | null
        quantity: number
        saved: boolean
        note: string | null
        unit_price: number | null
        compare_at: number | null
        lowest_30d: number | null
        price_seen: number | null
        /** Minor units (cents) of `currency` */
        net: number
        /** Minor units (cents) of `currency` */
        tax: number
        /** Minor units (cents) of `currency` */
        gross: number
        tax_name: string | null
        added_in: string
        added_by: string
        held: {
          /** UUID */
          location_id: string
          quantity: number
          until: string
        } | null
        problem: {
          code: 'out_of_stock' | 'not_here' | 'unpriced' | 'archived'
          available: number
          elsewhere: {
            /** UUID */
            store_id: string
            name: string
            available: number
            distance_km: number | null
            pickup_from: string | null
          }[]
        } | null
      }[]
      tax_included: boolean
      /** Minor units (cents) of `currency` */
      net: number
      /** Minor units (cents) of `currency` */
      tax: number
      /** Minor units (cents) of `currency` */
      gross: number
      taxes: {
        name: string
        tax_ppm: number
        /** Minor units (cents) of `currency` */
        net: number
        /** Minor units (cents) of `currency` */
        tax: number
        /** Minor units (cents) of `currency` */
        gross: number
      }[]
      promise: {
        ready_at: string | null
        ships_at: string | null
      } | null
      plan: {
        /** UUID */
        location_id: string
        store_id: string | null
        units: number
        promised_at: string | null
      }[]
      problems: number
      ready: boolean
      missing: ('lines' | 'problems' | 'delivery' | 'address' | 'contact')[]
      order_id: string | null
      merged_into_id: string | null
      updated_at: string
      expires_at: string
    }
  }
  /** Before picking: whom to write to, and in which store it is collected. Refused: order_closed, wrong_state, not_at_store, nothing_to_move, bad_contact. */
  changeOrder: {
    input: {
      /** UUID */
      order_id: string
      contact?: {
        name?: string
        email?: string
        phone?: string
      }
      /** UUID */
      pickup_store_id?: string
    }
    reply: {
      /** UUID */
      order_id: string
    }
  }
  /** Changes one’s own password and ends one’s other sessions. Refused: bad_password, password_too_common, password_changed, too_many_attempts, busy. */
  changePassword: {
    input: {
      password: string
      new_password: string
    }
    reply: Record<string, never>
  }
  /** Changes role, stores or name; deactivating signs out everywhere. Refused: not_found, last_owner. */
  changeStaff: {
    input: {
      /** UUID */
      staff_id: string
      name?: string
      role?: 'owner' | 'manager' | 'assistant' | 'agent' | 'marketer' | 'analyst'
      active?: boolean
      locale?: 'es' | 'en'
      store_ids?: string[] | null
    }
    reply: {
      /** UUID */
      id: string
      email: string
      name: string
      role: 'owner' | 'manager' | 'assistant' | 'agent' | 'marketer' | 'analyst'
      locale: string
      active: boolean
      store_ids: string[] | null
      created_at: string
    }
  }
  /** Compares what was counted in the source with what is here now, and closes the run. Refused: import_unfinished. */
  completeImport: {
    input: {
      /** UUID */
      import_id: string
      figures: {
        name: string
        value: number
      }[]
    }
    reply: {
      /** UUID */
      id: string
      kind: 'online-retail' | 'catalogue'
      source: string
      status: 'running' | 'completed' | 'differs'
      /** The last batch taken */
      batch: number
      rows: number
      accepted: number
      skipped: number
      refused: number
      /** reading, then what is being built, then done */
      stage: string
      figures: {
        name: string
        expected: number | null
        found: number | null
      }[]
      started_at: string
      updated_at: string
      finished_at: string | null
    }
  }
  /** Switches the second factor on with its first code; tells the recovery codes. Refused: bad_second_factor, totp_active, too_many_attempts. */
  confirmTotp: {
    input: {
      totp_code: string
    }
    reply: {
      recovery_codes: string[]
    }
  }
  /** How many orders fit, by the same filters as the list. Refused: other_store. */
  countOrders: {
    input: {
      status?: 'placed' | 'in_progress' | 'completed' | 'canceled'
      payment_status?: 'unpaid' | 'authorised' | 'paid' | 'partly_refunded' | 'refunded'
      channel?: string
      /** UUID */
      store_id?: string
      /** UUID */
      customer_id?: string
      placed_from?: string
      placed_to?: string
      text?: string
    }
    reply: {
      count: number
      /** There are more than the 1000 that were counted */
      more: boolean
    }
  }
  /** Book what was counted on the shelf; answers the variances. Refused: article_twice, line_twice, unknown_article, not_found. */
  countStock: {
    input: {
      /** UUID */
      location_id: string
      reason: string
      lines: {
        /** UUID */
        id: string
        /** UUID */
        variant_id: string
        counted: number
      }[]
    }
    reply: {
      counts: {
        /** UUID */
        id: string
        /** UUID */
        variant_id: string
        expected: number
        counted: number
        variance: number
      }[]
    }
  }
  /** Starts a cart, with what is known of it already; with the id the caller made, saying it twice makes one. Refused: unknown_article, not_for_sale, cart_full, quantity_too_large, amount_too_large, line_exists, not_the_owner, bad_contact, customer_erased, store_needed, no_pickup_here, not_in_a_store, unknown_channel, too_many_carts, store_closed, not_found, no_tax_rate. */
  createCart: {
    input: {
      /** UUID */
      id?: string
      channel?: string
      /** ISO 4217 code */
      currency?: string
      locale?: 'es' | 'en'
      customer_id?: string | null
      store_id?: string | null
      contact?: {
        name?: string
        email?: string
        phone?: string
      }
      delivery?: {
        method: 'ship' | 'pickup' | 'carry_out'
        pickup_store_id?: string | null
        address?: {
          name?: string
          company?: string
          line1: string
          line2?: string
          city: string
          region?: string
          postcode: string
          country: string
          phone?: string
        } | null
      }
      lines?: {
        /** UUID */
        line_id?: string
        /** UUID */
        variant_id: string
        quantity: number
        note?: string | null
      }[]
    }
    reply: {
      /** UUID */
      id: string
      code: string
      version: number
      status: 'open' | 'placed' | 'merged' | 'expired'
      customer: {
        /** UUID */
        id: string
        given_name: string | null
        family_name: string | null
      } | null
      channel: string
      touched_in: string[]
      /** ISO 4217 code */
      currency: string
      locale: string
      store_id: string | null
      delivery: {
        method: 'ship' | 'pickup' | 'carry_out' | null
        pickup_store_id: string | null
        pickup_store_name: string | null
        address: {
          name?: string
          company?: string
          line1: string
          line2?: string
          city: string
          region?: string
          postcode: string
          country: string
          phone?: string
        } | null
      }
      contact: {
        name?: string
        email?: string
        phone?: string
      } | null
      note: string | null
      lines: {
        /** UUID */
        line_id: string
        /** UUID */
        variant_id: string
        sku: string
        /** Of the product */
        slug: string
        name: string
        options: Record<string, string>
        picture: string | null
        quantity: number
        saved: boolean
        note: string | null
        unit_price: number | null
        compare_at: number | null
        lowest_30d: number | null
        price_seen: number | null
        /** Minor units (cents) of `currency` */
        net: number
        /** Minor units (cents) of `currency` */
        tax: number
        /** Minor units (cents) of `currency` */
        gross: number
        tax_name: string | null
        added_in: string
        added_by: string
        held: {
          /** UUID */
          location_id: string
          quantity: number
          until: string
        } | null
        problem: {
          code: 'out_of_stock' | 'not_here' | 'unpriced' | 'archived'
          available: number
          elsewhere: {
            /** UUID */
            store_id: string
            name: string
            available: number
            distance_km: number | null
            pickup_from: string | null
          }[]
        } | null
      }[]
      tax_included: boolean
      /** Minor units (cents) of `currency` */
      net: number
      /** Minor units (cents) of `currency` */
      tax: number
      /** Minor units (cents) of `currency` */
      gross: number
      taxes: {
        name: string
        tax_ppm: number
        /** Minor units (cents) of `currency` */
        net: number
        /** Minor units (cents) of `currency` */
        tax: number
        /** Minor units (cents) of `currency` */
        gross: number
      }[]
      promise: {
        ready_at: string | null
        ships_at: string | null
      } | null
      plan: {
        /** UUID */
        location_id: string
        store_id: string | null
        units: number
        promised_at: string | null
      }[]
      problems: number
      ready: boolean
      missing: ('lines' | 'problems' | 'delivery' | 'address' | 'contact')[]
      order_id: string | null
      merged_into_id: string | null
      updated_at: string
      expires_at: string
    }
  }
  /** Change names, language, birthday, company, country or tags. Refused: customer_erased, too_many_tags. */
  editCustomer: {
    input: {
      /** UUID */
      customer_id: string
      given_name?: string | null
      family_name?: string | null
      language?: 'es' | 'en' | null
      birthday?: string | null
      company?: string | null
      country?: string | null
      tags?: string[]
    }
    reply: {
      /** UUID */
      id: string
      given_name: string | null
      family_name: string | null
      company: string | null
      language: string | null
      birthday: string | null
      country: string | null
      created_at: string
      created_in: string
      ids: string[]
      tags: string[]
      erased_at: string | null
      identities: {
        /** UUID */
        id: string
        kind: 'email' | 'phone' | 'card' | 'external' | 'device' | 'social' | 'whatsapp'
        shown: string
        level: 'anonymous' | 'claimed' | 'verified'
        /** UUID */
        customer_id: string
        account: string
        value: string
        shared: boolean
        source: string
        valid_from: string
      }[]
      addresses: {
        /** UUID */
        id: string
        /** UUID */
        customer_id: string
        label: string | null
        address: {
          name?: string
          company?: string
          line1: string
          line2?: string
          city: string
          region?: string
          postcode: string
          country: string
          phone?: string
        }
        is_default: boolean
        created_at: string
      }[]
      preferences: {
        name: string
        value: unknown
        source: string
        updated_at: string
      }[]
      notes: {
        /** UUID */
        id: string
        /** UUID */
        customer_id: string
        text: string
        visible_to: 'staff' | 'customer'
        author_id: string | null
        author_name: string | null
        created_at: string
      }[]
      merges: {
        /** UUID */
        id: string
        /** UUID */
        kept_id: string
        /** UUID */
        joined_id: string
        evidence: unknown
        actor_kind: string
        actor_id: string | null
        merged_at: string
      }[]
    }
  }
  /** Change your names, language, birthday, company or country. */
  editOwnCustomer: {
    input: {
      given_name?: string | null
      family_name?: string | null
      language?: 'es' | 'en' | null
      birthday?: string | null
      company?: string | null
      country?: string | null
    }
    reply: {
      /** UUID */
      id: string
      given_name: string | null
      family_name: string | null
      company: string | null
      language: string | null
      birthday: string | null
      country: string | null
      created_at: string
      identities: {
        /** UUID */
        id: string
        kind: 'email' | 'phone' | 'card' | 'external' | 'device' | 'social' | 'whatsapp'
        shown: string
        level: 'anonymous' | 'claimed' | 'verified'
      }[]
      notes: {
        /** UUID */
        id: string
        text: string
        created_at: string
      }[]
    }
  }
  /** Makes a tablet or computer a till of a register; its token is told once. Refused: not_found, device_exists, device_alike. */
  enrolDevice: {
    input: {
      /** UUID */
      id?: string
      /** UUID */
      register_id: string
      name: string
    }
    reply: {
      /** UUID */
      id: string
      /** UUID */
      register_id: string
      register: string
      /** UUID */
      store_id: string
      name: string
      enrolled_at: string
      seen_at: string | null
      revoked_at: string | null
      /** Told this once */
      token: string
    }
  }
  /** Forget a person; ids stay so that orders and ledgers stay whole. */
  eraseCustomer: {
    input: {
      /** UUID */
      customer_id: string
      reason?: 'asked' | 'retention' | 'mistake'
    }
    reply: {
      /** UUID */
      id: string
      /** UUID */
      customer_id: string
      erased_at: string
    }
  }
  /** Forget me: what we hold of you goes, and you are signed out everywhere. */
  eraseOwnData: {
    input: Record<string, never>
    reply: {
      /** UUID */
      id: string
      erased_at: string
    }
  }
  /** Why this place, in words and as it was weighed. Refused: other_store. */
  explainFulfilment: {
    input: {
      /** UUID */
      fulfilment_id: string
      locale?: 'es' | 'en'
    }
    reply: {
      /** UUID */
      fulfilment_id: string
      sentences: string[]
      /** pass, decided_by and every node with its verdict and numbers */
      trace: Record<string, unknown>
    }
  }
  /** Where goods would be taken from, and why; takes nothing. */
  explainRoute: {
    input: {
      wants: {
        key: string
        /** UUID */
        variant_id: string
        quantity: number
      }[]
      channel: string
      method: 'ship' | 'pickup' | 'carry_out'
      /** UUID */
      pickup_store_id?: string
      near?: {
        lat: number
        lng: number
      }
      country?: string
      /** UUID */
      cart_id?: string
      exclude_locations?: string[]
    }
    reply: {
      complete: boolean
      parts: {
        /** UUID */
        location_id: string
        store_id: string | null
        wants: {
          key: string
          /** UUID */
          variant_id: string
          quantity: number
        }[]
        promised_at: string
        work_on: string
      }[]
      short: {
        key: string
        /** UUID */
        variant_id: string
        quantity: number
      }[]
      trace: {
        pass: 'all_rules' | 'hard_rules'
        decided_by: string
        nodes: {
          /** UUID */
          location_id: string
          store_id: string | null
          code: string
          name: string
          verdict: 'chosen' | 'kept' | 'dropped'
          reason: string
          distance_km: number | null
          available: number
          takes: number
          capacity_left: number | null
          promised_at: string
        }[]
      }
    }
  }
  /** Everything held of a person, to hand over. */
  exportCustomer: {
    input: {
      /** UUID */
      customer_id: string
    }
    reply: {
      customer: {
        /** UUID */
        id: string
        given_name: string | null
        family_name: string | null
        company: string | null
        language: string | null
        birthday: string | null
        country: string | null
        created_at: string
        created_in: string
        ids: string[]
        tags: string[]
        erased_at: string | null
        identities: {
          /** UUID */
          id: string
          kind: 'email' | 'phone' | 'card' | 'external' | 'device' | 'social' | 'whatsapp'
          shown: string
          level: 'anonymous' | 'claimed' | 'verified'
          /** UUID */
          customer_id: string
          account: string
          value: string
          shared: boolean
          source: string
          valid_from: string
        }[]
        addresses: {
          /** UUID */
          id: string
          /** UUID */
          customer_id: string
          label: string | null
          address: {
            name?: string
            company?: string
            line1: string
            line2?: string
            city: string
            region?: string
            postcode: string
            country: string
            phone?: string
          }
          is_default: boolean
          created_at: string
        }[]
        preferences: {
          name: string
          value: unknown
          source: string
          updated_at: string
        }[]
        notes: {
          /** UUID */
          id: string
          /** UUID */
          customer_id: string
          text: string
          visible_to: 'staff' | 'customer'
          author_id: string | null
          author_name: string | null
          created_at: string
        }[]
        merges: {
          /** UUID */
          id: string
          /** UUID */
          kept_id: string
          /** UUID */
          joined_id: string
          evidence: unknown
          actor_kind: string
          actor_id: string | null
          merged_at: string
        }[]
      }
      identities: {
        kind: 'email' | 'phone' | 'card' | 'external' | 'device' | 'social' | 'whatsapp'
        shown: string
        level: 'anonymous' | 'claimed' | 'verified'
        source: string
        valid_from: string
        valid_to: string | null
      }[]
      /** Taken out, and kept until the person is forgotten */
      past_addresses: {
        label: string | null
        address: {
          name?: string
          company?: string
          line1: string
          line2?: string
          city: string
          region?: string
          postcode: string
          country: string
          phone?: string
        }
        created_at: string
        removed_at: string
      }[]
      past_notes: {
        text: string
        visible_to: 'staff' | 'customer'
        created_at: string
        removed_at: string
      }[]
      more_past: boolean
      events: {
        /** UUID */
        id: string
        type: string
        channel: string
        store_id: string | null
        subject_kind: string | null
        subject_id: string | null
        occurred_at: string
        data: unknown
      }[]
      more_events: boolean
      /** Who of the retailer was shown the person, newest first */
      looks: {
        at: string
        operation: string
        channel: string
        /** staff, device (a till) or integration (a program) */
        by: string
      }[]
      more_looks: boolean
      orders: {
        /** UUID */
        id: string
        number: string
        external_id: string | null
        channel: string
        store_id: string | null
        /** ISO 4217 code */
        currency: string
        locale: string
        status: string
        payment_status: string
        delivery_method: string
        pickup_store_id: string | null
        address: Record<string, unknown> | null
        contact: Record<string, unknown>
        note: string | null
        touched_in: string[]
        tax_included: boolean
        net: number
        tax: number
        gross: number
        rounding: number
        paid: number
        refunded: number
        taxes: {
          name: string
          tax_ppm: number
          net: number
          tax: number
          gross: number
        }[]
        placed_at: string
        canceled_at: string | null
        cancel_reason: string | null
        completed_at: string | null
        lines: {
          /** UUID */
          id: string
          sku: string
          name: string
          options: Record<string, string>
          quantity: number
          canceled: number
          fulfilled: number
          returned: number
          unit_price: number
          net: number
          tax: number
          gross: number
          tax_name: string
          /** Millionths: 21 % is 210000 */
          tax_ppm: number
          note: string | null
        }[]
        /** Money put right since */
        adjustments: {
          kind: string
          line_id: string | null
          quantity: number
          amount: number
          reason: string
          made_at: string
        }[]
        parcels: {
          /** UUID */
          id: string
          kind: string
          status: string
          carrier: string | null
          tracking: string | null
          signed_by: string | null
          signature: string | null
          created_at: string
          closed_at: string | null
          handed_over_to?: string | null
        }[]
      }[]
      /** There is more than was given */
      more_orders: boolean
      carts: {
        /** UUID */
        id: string
        status: string
        channel: string
        /** ISO 4217 code */
        currency: string
        locale: string
        store_id: string | null
        delivery_method: string | null
        pickup_store_id: string | null
        address: Record<string, unknown> | null
        contact: Record<string, unknown> | null
        note: string | null
        touched_in: string[]
        order_id: string | null
        created_at: string
        updated_at: string
        expires_at: string
        lines: {
          /** UUID */
          id: string
          /** UUID */
          variant_id: string
          sku: string | null
          name: string | null
          quantity: number
          saved: boolean
          note: string | null
          price_seen: number | null
          added_in: string
          added_at: string
        }[]
      }[]
      /** There is more than was given */
      more_carts: boolean
      payments: {
        /** UUID */
        id: string
        cart_id: string | null
        order_id: string | null
        channel: string
        provider: string
        tender: string
        /** ISO 4217 code */
        currency: string
        /** Minor units (cents) of `currency` */
        amount: number
        given: number | null
        /** Minor units (cents) of `currency` */
        captured: number
        /** Minor units (cents) of `currency` */
        refunded: number
        status: string
        decline_code: string | null
        /** Brand and last four digits of the card */
        details: Record<string, unknown>
        created_at: string
      }[]
      /** There is more than was given */
      more_payments: boolean
      consents: {
        /** UUID */
        id: string
        contact_kind: string
        contact_value: string
        channel: string
        purpose: string
        answer: string
        text_version: string
        asked_in: string
        answered_at: string
        current: boolean
        actor_kind: string
        proof: Record<string, unknown>
      }[]
      /** There is more than was given */
      more_consents: boolean
      /** Pages, searches and visits that were followed */
      steps: {
        type: string
        channel: string
        store_id: string | null
        occurred_at: string
        data: Record<string, unknown>
      }[]
      /** There is more than was given */
      more_steps: boolean
      sessions: {
        channel: string | null
        user_agent: string | null
        verified_at: string | null
        created_at: string
        seen_at: string
        expires_at: string
        revoked_at: string | null
      }[]
      /** There is more than was given */
      more_sessions: boolean
      passkeys: {
        name: string
        created_at: string
        used_at: string | null
      }[]
      /** There is more than was given */
      more_passkeys: boolean
    }
  }
  /** Everything we hold of you, to take with you. */
  exportOwnData: {
    input: Record<string, never>
    reply: {
      customer: {
        /** UUID */
        id: string
        given_name: string | null
        family_name: string | null
        company: string | null
        language: string | null
        birthday: string | null
        country: string | null
        created_at: string
        identities: {
          /** UUID */
          id: string
          kind: 'email' | 'phone' | 'card' | 'external' | 'device' | 'social' | 'whatsapp'
          shown: string
          level: 'anonymous' | 'claimed' | 'verified'
        }[]
        notes: {
          /** UUID */
          id: string
          text: string
          created_at: string
        }[]
        addresses: {
          /** UUID */
          id: string
          /** UUID */
          customer_id: string
          label: string | null
          address: {
            name?: string
            company?: string
            line1: string
            line2?: string
            city: string
            region?: string
            postcode: string
            country: string
            phone?: string
          }
          is_default: boolean
          created_at: string
        }[]
        preferences: {
          name: string
          value: unknown
          source: string
          updated_at: string
        }[]
      }
      identities: {
        kind: 'email' | 'phone' | 'card' | 'external' | 'device' | 'social' | 'whatsapp'
        shown: string
        level: 'anonymous' | 'claimed' | 'verified'
        source: string
        valid_from: string
        valid_to: string | null
      }[]
      /** Taken out, and kept until the person is forgotten */
      past_addresses: {
        label: string | null
        address: {
          name?: string
          company?: string
          line1: string
          line2?: string
          city: string
          region?: string
          postcode: string
          country: string
          phone?: string
        }
        created_at: string
        removed_at: string
      }[]
      past_notes: {
        text: string
        visible_to: 'staff' | 'customer'
        created_at: string
        removed_at: string
      }[]
      more_past: boolean
      events: {
        /** UUID */
        id: string
        type: string
        channel: string
        store_id: string | null
        subject_kind: string | null
        subject_id: string | null
        occurred_at: string
        data: unknown
      }[]
      more_events: boolean
      /** Who of the retailer was shown the person, newest first */
      looks: {
        at: string
        operation: string
        channel: string
        /** staff, device (a till) or integration (a program) */
        by: string
      }[]
      more_looks: boolean
      orders: {
        /** UUID */
        id: string
        number: string
        external_id: string | null
        channel: string
        store_id: string | null
        /** ISO 4217 code */
        currency: string
        locale: string
        status: string
        payment_status: string
        delivery_method: string
        pickup_store_id: string | null
        address: Record<string, unknown> | null
        contact: Record<string, unknown>
        note: string | null
        touched_in: string[]
        tax_included: boolean
        net: number
        tax: number
        gross: number
        rounding: number
        paid: number
        refunded: number
        taxes: {
          name: string
          tax_ppm: number
          net: number
          tax: number
          gross: number
        }[]
        placed_at: string
        canceled_at: string | null
        cancel_reason: string | null
        completed_at: string | null
        lines: {
          /** UUID */
          id: string
          sku: string
          name: string
          options: Record<string, string>
          quantity: number
          canceled: number
          fulfilled: number
          returned: number
          unit_price: number
          net: number
          tax: number
          gross: number
          tax_name: string
          /** Millionths: 21 % is 210000 */
          tax_ppm: number
          note: string | null
        }[]
        /** Money put right since */
        adjustments: {
          kind: string
          line_id: string | null
          quantity: number
          amount: number
          reason: string
          made_at: string
        }[]
        parcels: {
          /** UUID */
          id: string
          kind: string
          status: string
          carrier: string | null
          tracking: string | null
          signed_by: string | null
          signature: string | null
          created_at: string
          closed_at: string | null
        }[]
      }[]
      /** There is more than was given */
      more_orders: boolean
      carts: {
        /** UUID */
        id: string
        status: string
        channel: string
        /** ISO 4217 code */
        currency: string
        locale: string
        store_id: string | null
        delivery_method: string | null
        pickup_store_id: string | null
        address: Record<string, unknown> | null
        contact: Record<string, unknown> | null
        note: string | null
        touched_in: string[]
        order_id: string | null
        created_at: string
        updated_at: string
        expires_at: string
        lines: {
          /** UUID */
          id: string
          /** UUID */
          variant_id: string
          sku: string | null
          name: string | null
          quantity: number
          saved: boolean
          note: string | null
          price_seen: number | null
          added_in: string
          added_at: string
        }[]
      }[]
      /** There is more than was given */
      more_carts: boolean
      payments: {
        /** UUID */
        id: string
        cart_id: string | null
        order_id: string | null
        channel: string
        provider: string
        tender: string
        /** ISO 4217 code */
        currency: string
        /** Minor units (cents) of `currency` */
        amount: number
        given: number | null
        /** Minor units (cents) of `currency` */
        captured: number
        /** Minor units (cents) of `currency` */
        refunded: number
        status: string
        decline_code: string | null
        /** Brand and last four digits of the card */
        details: Record<string, unknown>
        created_at: string
      }[]
      /** There is more than was given */
      more_payments: boolean
      consents: {
        /** UUID */
        id: string
        contact_kind: string
        contact_value: string
        channel: string
        purpose: string
        answer: string
        text_version: string
        asked_in: string
        answered_at: string
        current: boolean
        proof: {
          text?: string
          place?: string | null
          store_id?: string | null
        }
      }[]
      /** There is more than was given */
      more_consents: boolean
      /** Pages, searches and visits that were followed */
      steps: {
        type: string
        channel: string
        store_id: string | null
        occurred_at: string
        data: Record<string, unknown>
      }[]
      /** There is more than was given */
      more_steps: boolean
      sessions: {
        channel: string | null
        user_agent: string | null
        verified_at: string | null
        created_at: string
        seen_at: string
        expires_at: string
        revoked_at: string | null
      }[]
      /** There is more than was given */
      more_sessions: boolean
      passkeys: {
        name: string
        created_at: string
        used_at: string | null
      }[]
      /** There is more than was given */
      more_passkeys: boolean
    }
  }
  /** The catalogue as CSV, 500 products at a time. Refused: bad_cursor. */
  exportProducts: {
    input: {
      after?: string
    }
    reply: {
      csv: string
      next: string | null
    }
  }
  /** Keeps a pick-up until the store closes on a later day. Refused: other_store, wrong_state, not_later, too_late. */
  extendHold: {
    input: {
      /** UUID */
      fulfilment_id: string
      until: string
    }
    reply: {
      /** UUID */
      id: string
      /** UUID */
      order_id: string
      /** The order's number */
      number: string
      customer_id: string | null
      kind: 'ship' | 'pickup' | 'carry_out'
      status: 'assigned' | 'accepted' | 'picking' | 'ready' | 'handed_over' | 'shipped' | 'delivered' | 'exception' | 'rejected' | 'expired' | 'canceled'
      /** The how-manieth place is asked for these goods */
      attempt: number
      replaces_id: string | null
      location_id: string | null
      location_code: string | null
      location_name: string | null
      store_id: string | null
      store_code: string | null
      store_name: string | null
      pickup_store_id: string | null
      due_at: string
      ready_at: string | null
      hold_until: string | null
      handed_over_to: string | null
      signed_by: string | null
      carrier: string | null
      tracking: string | null
      created_at: string
      updated_at: string
      closed_at: string | null
    }
  }
  /** The variant a scanner or keyboard named: SKU in any case, GTIN in any length. Refused: not_found. */
  findByCode: {
    input: {
      code: string
      locale?: 'es' | 'en'
    }
    reply: {
      /** UUID */
      id: string
      /** UUID */
      product_id: string
      slug: string
      sku: string
      gtin: string | null
      name: string
      options: Record<string, string>
      tax_class: 'standard' | 'reduced' | 'super_reduced' | 'exempt'
      kind: 'goods' | 'service'
      sellable: boolean
      picture: string | null
      weight_g: number | null
    }
  }
  /** Find people by any piece of a name, mail, phone, card or order number. */
  findCustomers: {
    input: {
      text: string
      limit?: number
    }
    reply: {
      items: {
        /** UUID */
        id: string
        name: string | null
        email: string | null
        phone: string | null
        tags: string[]
        matched: {
          kind: 'name' | 'email' | 'phone' | 'card' | 'order' | 'external' | 'social'
          term: string
        }
      }[]
    }
  }
  /** Shops by city, street or postcode, nearest first, with whether they are open now. */
  findStores: {
    input: {
      text?: string
      near_lat?: number
      near_lng?: number
      limit?: number
    }
    reply: {
      items: {
        /** UUID */
        id: string
        code: string
        name: string
        phone: string | null
        email: string | null
        address: Record<string, string>
        country: string
        lat: number | null
        lng: number | null
        timezone: string
        pickup: boolean
        distance_km: number | null
        open_now: boolean
        next_opening: {
          opens_at: string
          closes_at: string
        } | null
      }[]
      /** Nothing fits what was typed: these are all shops */
      all: boolean
    }
  }
  /** In which shops an article can be had now, nearest first, and how much can be shipped. Refused: half_a_place. */
  getAvailability: {
    input: {
      /** UUID */
      variant_id: string
      near_lat?: number
      near_lng?: number
      channel?: string
      in_stock?: boolean
      limit?: number
      after?: string
    }
    reply: {
      /** UUID */
      variant_id: string
      shipping: number
      stores: {
        /** UUID */
        store_id: string
        /** UUID */
        location_id: string
        code: string
        name: string
        lat: number | null
        lng: number | null
        /** Units that can be reserved; shoppers see at most 20 */
        available: number
        distance_km: number | null
        open_now: boolean
        next_opening: {
          opens_at: string
          closes_at: string
        } | null
        pickup_from: string | null
      }[]
      next: string | null
    }
  }
  /** The cart with prices, holds, problems and promise as they are now. Refused: no_tax_rate, unknown_channel. */
  getCart: {
    input: {
      /** UUID */
      cart_id: string
    }
    reply: {
      /** UUID */
      id: string
      code: string
      version: number
      status: 'open' | 'placed' | 'merged' | 'expired'
      customer: {
        /** UUID */
        id: string
        given_name: string | null
        family_name: string | null
      } | null
      channel: string
      touched_in: string[]
      /** ISO 4217 code */
      currency: string
      locale: string
      store_id: string | null
      delivery: {
        method: 'ship' | 'pickup' | 'carry_out' | null
        pickup_store_id: string | null
        pickup_store_name: string | null
        address: {
          name?: string
          company?: string
          line1: string
          line2?: string
          city: string
          region?: string
          postcode: string
          country: string
          phone?: string
        } | null
      }
      contact: {
        name?: string
        email?: string
        phone?: string
      } | null
      note: string | null
      lines: {
        /** UUID */
        line_id: string
        /** UUID */
        variant_id: string
        sku: string
        /** Of the product */
        slug: string
        name: string
        options: Record<string, string>
        picture: string | null
        quantity: number
        saved: boolean
        note: string | null
        unit_price: number | null
        compare_at: number | null
        lowest_30d: number | null
        price_seen: number | null
        /** Minor units (cents) of `currency` */
        net: number
        /** Minor units (cents) of `currency` */
        tax: number
        /** Minor units (cents) of `currency` */
        gross: number
        tax_name: string | null
        added_in: string
        added_by: string
        held: {
          /** UUID */
          location_id: string
          quantity: number
          until: string
        } | null
        problem: {
          code: 'out_of_stock' | 'not_here' | 'unpriced' | 'archived'
          available: number
          elsewhere: {
            /** UUID */
            store_id: string
            name: string
            available: number
            distance_km: number | null
            pickup_from: string | null
          }[]
        } | null
      }[]
      tax_included: boolean
      /** Minor units (cents) of `currency` */
      net: number
      /** Minor units (cents) of `currency` */
      tax: number
      /** Minor units (cents) of `currency` */
      gross: number
      taxes: {
        name: string
        tax_ppm: number
        /** Minor units (cents) of `currency` */
        net: number
        /** Minor units (cents) of `currency` */
        tax: number
        /** Minor units (cents) of `currency` */
        gross: number
      }[]
      promise: {
        ready_at: string | null
        ships_at: string | null
      } | null
      plan: {
        /** UUID */
        location_id: string
        store_id: string | null
        units: number
        promised_at: string | null
      }[]
      problems: number
      ready: boolean
      missing: ('lines' | 'problems' | 'delivery' | 'address' | 'contact')[]
      order_id: string | null
      merged_into_id: string | null
      updated_at: string
      expires_at: string
    }
  }
  /** What a cart costs, what is held of it already, and what is left to pay. Refused: no_tax_rate, unknown_channel. */
  getCartBalance: {
    input: {
      /** UUID */
      cart_id: string
    }
    reply: {
      /** Minor units (cents) of `currency` */
      total: number
      /** Minor units (cents) of `currency` */
      held: number
      /** Minor units (cents) of `currency` */
      left: number
      /** ISO 4217 code */
      currency: string
    }
  }
  /** A square code that takes the cart up on a phone. */
  getCartQr: {
    input: {
      /** UUID */
      cart_id: string
    }
    reply: {
      svg: string
      link: string
    }
  }
  /** In which shops all of the cart can be collected, and from when: complete ones first, then the nearest. */
  getCartStores: {
    input: {
      /** UUID */
      cart_id: string
      near_lat?: number
      near_lng?: number
    }
    reply: {
      items: {
        /** UUID */
        store_id: string
        name: string
        distance_km: number | null
        open_now: boolean
        complete: boolean
        /** Units of the cart that can be had here */
        units: number
        pickup_from: string | null
      }[]
    }
  }
  /** One person: all they are known by, as one. */
  getCustomer: {
    input: {
      /** UUID */
      customer_id: string
    }
    reply: {
      /** UUID */
      id: string
      given_name: string | null
      family_name: string | null
      company: string | null
      language: string | null
      birthday: string | null
      country: string | null
      created_at: string
      created_in: string
      ids: string[]
      tags: string[]
      erased_at: string | null
      identities: {
        /** UUID */
        id: string
        kind: 'email' | 'phone' | 'card' | 'external' | 'device' | 'social' | 'whatsapp'
        shown: string
        level: 'anonymous' | 'claimed' | 'verified'
        /** UUID */
        customer_id: string
        account: string
        value: string
        shared: boolean
        source: string
        valid_from: string
      }[]
      addresses: {
        /** UUID */
        id: string
        /** UUID */
        customer_id: string
        label: string | null
        address: {
          name?: string
          company?: string
          line1: string
          line2?: string
          city: string
          region?: string
          postcode: string
          country: string
          phone?: string
        }
        is_default: boolean
        created_at: string
      }[]
      preferences: {
        name: string
        value: unknown
        source: string
        updated_at: string
      }[]
      notes: {
        /** UUID */
        id: string
        /** UUID */
        customer_id: string
        text: string
        visible_to: 'staff' | 'customer'
        author_id: string | null
        author_name: string | null
        created_at: string
      }[]
      merges: {
        /** UUID */
        id: string
        /** UUID */
        kept_id: string
        /** UUID */
        joined_id: string
        evidence: unknown
        actor_kind: string
        actor_id: string | null
        merged_at: string
      }[]
    }
  }
  /** Who of the retailer saw this person, and who changed what about them, newest first. Refused: other_store, bad_cursor, not_found. */
  getCustomerTrail: {
    input: {
      /** UUID */
      customer_id: string
      limit?: number
      after?: string
      from?: string
      to?: string
      kind?: 'seen' | 'changed'
      /** UUID */
      actor_id?: string
    }
    reply: {
      items: {
        /** UUID */
        id: string
        kind: 'seen' | 'changed'
        /** The operation that showed the person, or the fact that was written */
        what: string
        /** UUID */
        customer_id: string
        actor_kind: string
        actor_id: string | null
        actor_name: string | null
        channel: string
        store_id: string | null
        request_id: string | null
        at: string
      }[]
      next: string | null
    }
  }
  /** Where orders were begun, paid and handed over, and which threads were cut. Refused: other_store, bad_period, not_found. */
  getFlows: {
    input: {
      /** UUID */
      store_id?: string
      from: string
      to: string
    }
    reply: {
      from: string
      to: string
      timezone: string
      /** ISO 4217 code */
      currency: string
      orders: number
      /** Orders that were begun in one channel and paid or handed over in another */
      crossed: number
      paths: {
        began_in: string
        paid_in: string | null
        received: string
        crossed: boolean
        orders: number
        gross: number
        rows: {
          operation: 'listOrders' | 'listFulfilments' | 'listCounted'
          query: Record<string, string>
        }
      }[]
      /** Bought anew in another channel while a cart of the same person stood with goods in it */
      cuts: {
        left_in: string
        began_in: string
        orders: number
        gross: number
        rows: {
          operation: 'listOrders' | 'listFulfilments' | 'listCounted'
          query: Record<string, string>
        }
      }[]
    }
  }
  /** One fulfilment with what is picked and missing. Refused: other_store. */
  getFulfilment: {
    input: {
      /** UUID */
      fulfilment_id: string
    }
    reply: {
      /** UUID */
      id: string
      /** UUID */
      order_id: string
      /** The order's number */
      number: string
      customer_id: string | null
      kind: 'ship' | 'pickup' | 'carry_out'
      status: 'assigned' | 'accepted' | 'picking' | 'ready' | 'handed_over' | 'shipped' | 'delivered' | 'exception' | 'rejected' | 'expired' | 'canceled'
      /** The how-manieth place is asked for these goods */
      attempt: number
      replaces_id: string | null
      location_id: string | null
      location_code: string | null
      location_name: string | null
      store_id: string | null
      store_code: string | null
      store_name: string | null
      pickup_store_id: string | null
      due_at: string
      ready_at: string | null
      hold_until: string | null
      handed_over_to: string | null
      signed_by: string | null
      carrier: string | null
      tracking: string | null
      created_at: string
      updated_at: string
      closed_at: string | null
      lines: {
        /** UUID */
        order_line_id: string
        /** UUID */
        variant_id: string
        sku: string
        name: string
        options: Record<string, string>
        quantity: number
        picked: number
        missing: number
        canceled: number
      }[]
      /** Still being worked on after it was due */
      late: boolean
      signature?: string | null
    }
  }
  /** The code of a pick-up that is ready, as SVG and text; for the shopper it waits for. Refused: not_ready. */
  getHandoverQr: {
    input: {
      /** UUID */
      fulfilment_id: string
    }
    reply: {
      /** UUID */
      fulfilment_id: string
      number: string
      code: string
      svg: string
      store_name: string | null
      hold_until: string | null
    }
  }
  /** How far a source is taken in, and what it reconciled to. */
  getImport: {
    input: {
      /** UUID */
      import_id: string
    }
    reply: {
      /** UUID */
      id: string
      kind: 'online-retail' | 'catalogue'
      source: string
      status: 'running' | 'completed' | 'differs'
      /** The last batch taken */
      batch: number
      rows: number
      accepted: number
      skipped: number
      refused: number
      /** reading, then what is being built, then done */
      stage: string
      figures: {
        name: string
        expected: number | null
        found: number | null
      }[]
      started_at: string
      updated_at: string
      finished_at: string | null
    }
  }
  /** A place that holds stock. */
  getLocation: {
    input: {
      /** UUID */
      location_id: string
    }
    reply: {
      /** UUID */
      id: string
      code: string
      name: string
      kind: string
      store_id: string | null
      ships: boolean
      active: boolean
    }
  }
  /** The shopper's own thread. */
  getMyTimeline: {
    input: {
      limit?: number
      after?: string
    }
    reply: {
      items: {
        /** UUID */
        id: string
        type: string
        channel: string
        store_id: string | null
        store_name: string | null
        actor_kind: string
        subject_kind: string | null
        subject_id: string | null
        occurred_at: string
        data: Record<string, unknown>
      }[]
      next: string | null
    }
  }
  /** An order: what was bought, what is expected, what has happened, what was put right. */
  getOrder: {
    input: {
      /** UUID */
      order_id: string
    }
    reply: {
      /** UUID */
      id: string
      number: string
      cart_id: string | null
      customer_id: string | null
      channel: string
      store_id: string | null
      pickup_store_id: string | null
      /** ISO 4217 code */
      currency: string
      locale: string
      status: 'placed' | 'in_progress' | 'completed' | 'canceled'
      payment_status: 'unpaid' | 'authorised' | 'paid' | 'partly_refunded' | 'refunded'
      delivery_method: 'ship' | 'pickup' | 'carry_out'
      address: Record<string, unknown> | null
      contact: Record<string, unknown>
      tax_included: boolean
      net: number
      tax: number
      gross: number
      paid: number
      refunded: number
      /** To be given back and not on its way: refused by the provider, or waiting for somebody at a counter */
      owed: number
      taxes: {
        name: string
        tax_ppm: number
        net: number
        tax: number
        gross: number
      }[]
      note: string | null
      touched_in: string[]
      placed_at: string
      canceled_at: string | null
      completed_at: string | null
      lines: {
        /** UUID */
        id: string
        position: number
        variant_id: string | null
        sku: string
        name: string
        options: Record<string, string>
        kind: string
        quantity: number
        canceled: number
        fulfilled: number
        returned: number
        unit_price: number
        compare_at: number | null
        net: number
        tax: number
        gross: number
        tax_name: string
        /** Millionths: 21 % is 210000 */
        tax_ppm: number
        /** What each unit cost, to the cent; refunds are paid from it */
        unit_paid: number[]
        note: string | null
      }[]
      /** What will happen with each part, where and by when */
      expectations: {
        /** UUID */
        id: string
        /** UUID */
        order_id: string
        /** The order's number */
        number: string
        customer_id: string | null
        kind: 'ship' | 'pickup' | 'carry_out'
        status: 'assigned' | 'accepted' | 'picking' | 'ready' | 'handed_over' | 'shipped' | 'delivered' | 'exception' | 'rejected' | 'expired' | 'canceled'
        /** The how-manieth place is asked for these goods */
        attempt: number
        replaces_id: string | null
        location_id: string | null
        location_code: string | null
        location_name: string | null
        store_id: string | null
        store_code: string | null
        store_name: string | null
        pickup_store_id: string | null
        due_at: string
        ready_at: string | null
        hold_until: string | null
        handed_over_to: string | null
        signed_by: string | null
        carrier: string | null
        tracking: string | null
        created_at: string
        updated_at: string
        closed_at: string | null
      }[]
      /** What has happened, oldest first */
      events: {
        /** UUID */
        id: string
        type: string
        channel: string
        store_id: string | null
        actor_kind: string
        actor_name: string | null
        occurred_at: string
        data: Record<string, unknown>
      }[]
      /** What was put right since */
      adjustments: {
        /** UUID */
        id: string
        line_id: string | null
        kind: string
        quantity: number
        amount: number
        reason: string
        made_at: string
      }[]
      payments: {
        /** UUID */
        id: string
        cart_id: string | null
        order_id: string | null
        customer_id: string | null
        store_id: string | null
        /** Where the customer paid */
        channel: string
        provider: string
        tender: 'cash' | 'card' | 'transfer' | 'other'
        /** ISO 4217 code */
        currency: string
        /** Minor units (cents) of `currency` */
        amount: number
        given: number | null
        /** Minor units (cents) of `currency` */
        authorised: number
        /** Minor units (cents) of `currency` */
        capturing: number
        /** Minor units (cents) of `currency` */
        captured: number
        /** Minor units (cents) of `currency` */
        voiding: number
        /** Minor units (cents) of `currency` */
        refunding: number
        /** To be given back and not on its way: the provider refused it, or a person hands it over */
        owed: number
        /** Minor units (cents) of `currency` */
        refunded: number
        status: 'created' | 'pending' | 'action_required' | 'authorised' | 'captured' | 'declined' | 'voided' | 'unknown'
        provider_ref: string | null
        action_url: string | null
        decline_code: string | null
        /** Brand and last four digits of the card, reference of the terminal */
        details: Record<string, unknown>
        created_at: string
        updated_at: string
      }[]
    }
  }
  /** The order of a number as people type it: any case, with or without dashes. */
  getOrderByNumber: {
    input: {
      number: string
    }
    reply: {
      /** UUID */
      id: string
      number: string
      cart_id: string | null
      customer_id: string | null
      channel: string
      store_id: string | null
      pickup_store_id: string | null
      /** ISO 4217 code */
      currency: string
      locale: string
      status: 'placed' | 'in_progress' | 'completed' | 'canceled'
      payment_status: 'unpaid' | 'authorised' | 'paid' | 'partly_refunded' | 'refunded'
      delivery_method: 'ship' | 'pickup' | 'carry_out'
      address: Record<string, unknown> | null
      contact: Record<string, unknown>
      tax_included: boolean
      net: number
      tax: number
      gross: number
      paid: number
      refunded: number
      /** To be given back and not on its way: refused by the provider, or waiting for somebody at a counter */
      owed: number
      taxes: {
        name: string
        tax_ppm: number
        net: number
        tax: number
        gross: number
      }[]
      note: string | null
      touched_in: string[]
      placed_at: string
      canceled_at: string | null
      completed_at: string | null
      lines: {
        /** UUID */
        id: string
        position: number
        variant_id: string | null
        sku: string
        name: string
        options: Record<string, string>
        kind: string
        quantity: number
        canceled: number
        fulfilled: number
        returned: number
        unit_price: number
        compare_at: number | null
        net: number
        tax: number
        gross: number
        tax_name: string
        /** Millionths: 21 % is 210000 */
        tax_ppm: number
        /** What each unit cost, to the cent; refunds are paid from it */
        unit_paid: number[]
        note: string | null
      }[]
      /** What will happen with each part, where and by when */
      expectations: {
        /** UUID */
        id: string
        /** UUID */
        order_id: string
        /** The order's number */
        number: string
        customer_id: string | null
        kind: 'ship' | 'pickup' | 'carry_out'
        status: 'assigned' | 'accepted' | 'picking' | 'ready' | 'handed_over' | 'shipped' | 'delivered' | 'exception' | 'rejected' | 'expired' | 'canceled'
        /** The how-manieth place is asked for these goods */
        attempt: number
        replaces_id: string | null
        location_id: string | null
        location_code: string | null
        location_name: string | null
        store_id: string | null
        store_code: string | null
        store_name: string | null
        pickup_store_id: string | null
        due_at: string
        ready_at: string | null
        hold_until: string | null
        handed_over_to: string | null
        signed_by: string | null
        carrier: string | null
        tracking: string | null
        created_at: string
        updated_at: string
        closed_at: string | null
      }[]
      /** What has happened, oldest first */
      events: {
        /** UUID */
        id: string
        type: string
        channel: string
        store_id: string | null
        actor_kind: string
        actor_name: string | null
        occurred_at: string
        data: Record<string, unknown>
      }[]
      /** What was put right since */
      adjustments: {
        /** UUID */
        id: string
        line_id: string | null
        kind: string
        quantity: number
        amount: number
        reason: string
        made_at: string
      }[]
      payments: {
        /** UUID */
        id: string
        cart_id: string | null
        order_id: string | null
        customer_id: string | null
        store_id: string | null
        /** Where the customer paid */
        channel: string
        provider: string
        tender: 'cash' | 'card' | 'transfer' | 'other'
        /** ISO 4217 code */
        currency: string
        /** Minor units (cents) of `currency` */
        amount: number
        given: number | null
        /** Minor units (cents) of `currency` */
        authorised: number
        /** Minor units (cents) of `currency` */
        capturing: number
        /** Minor units (cents) of `currency` */
        captured: number
        /** Minor units (cents) of `currency` */
        voiding: number
        /** Minor units (cents) of `currency` */
        refunding: number
        /** To be given back and not on its way: the provider refused it, or a person hands it over */
        owed: number
        /** Minor units (cents) of `currency` */
        refunded: number
        status: 'created' | 'pending' | 'action_required' | 'authorised' | 'captured' | 'declined' | 'voided' | 'unknown'
        provider_ref: string | null
        action_url: string | null
        decline_code: string | null
        /** Brand and last four digits of the card, reference of the terminal */
        details: Record<string, unknown>
        created_at: string
        updated_at: string
      }[]
    }
  }
  /** The figures of a day, or of the days until it, beside the same weekdays before; with the rows of each. Refused: other_store, bad_period, not_found. */
  getOverview: {
    input: {
      /** UUID */
      store_id?: string
      day?: string
      days?: number
    }
    reply: {
      from_day: string
      to_day: string
      before_from_day: string
      from: string
      to: string
      timezone: string
      /** ISO 4217 code */
      currency: string
      store_id: string | null
      step: 'hour' | 'day'
      /** False while what was there before is still being counted */
      counted: boolean
      /** What has just happened is not yet in the sums: ask again in a moment */
      behind: boolean
      figures: {
        name: 'sales' | 'orders' | 'basket' | 'units' | 'promise' | 'pickups' | 'conversion' | 'customers' | 'reachable'
        unit: 'money' | 'count' | 'share'
        value: number | null
        before: number | null
        of: number | null
        late: number | null
        /** Per hour of the day, or per day, as far as they are over; shares only of those with something to tell */
        line: number[]
        rows: {
          operation: 'listOrders' | 'listFulfilments' | 'listCounted'
          query: Record<string, string>
        }
      }[]
      /** The period step by step; null for what is still to come */
      course: {
        at: string
        gross: number | null
        orders: number | null
        before_gross: number
        before_orders: number
      }[]
      channels: {
        channel: string
        orders: number
        gross: number
        units: number
        canceled: number
        rows: {
          operation: 'listOrders' | 'listFulfilments' | 'listCounted'
          query: Record<string, string>
        }
        before_gross: number
        before_orders: number
      }[]
      /** Sold or collected there: an order can belong to two */
      stores: {
        /** UUID */
        store_id: string
        name: string
        orders: number
        gross: number
        units: number
        canceled: number
        rows: {
          operation: 'listOrders' | 'listFulfilments' | 'listCounted'
          query: Record<string, string>
        }
        before_gross: number
        before_orders: number
      }[]
      canceled: {
        orders: number
        amount: number
        rows: {
          operation: 'listOrders' | 'listFulfilments' | 'listCounted'
          query: Record<string, string>
        }
      }
    }
  }
  /** Your member card to show at a till; null before you have one. */
  getOwnCard: {
    input: Record<string, never>
    reply: {
      card: {
        number: string
        /** The square code of the number */
        svg: string
      } | null
    }
  }
  /** What we know of you. */
  getOwnCustomer: {
    input: Record<string, never>
    reply: {
      /** UUID */
      id: string
      given_name: string | null
      family_name: string | null
      company: string | null
      language: string | null
      birthday: string | null
      country: string | null
      created_at: string
      identities: {
        /** UUID */
        id: string
        kind: 'email' | 'phone' | 'card' | 'external' | 'device' | 'social' | 'whatsapp'
        shown: string
        level: 'anonymous' | 'claimed' | 'verified'
      }[]
      notes: {
        /** UUID */
        id: string
        text: string
        created_at: string
      }[]
    }
  }
  /** One payment. */
  getPayment: {
    input: {
      /** UUID */
      payment_id: string
    }
    reply: {
      /** UUID */
      id: string
      cart_id: string | null
      order_id: string | null
      customer_id: string | null
      store_id: string | null
      /** Where the customer paid */
      channel: string
      provider: string
      tender: 'cash' | 'card' | 'transfer' | 'other'
      /** ISO 4217 code */
      currency: string
      /** Minor units (cents) of `currency` */
      amount: number
      given: number | null
      /** Minor units (cents) of `currency` */
      authorised: number
      /** Minor units (cents) of `currency` */
      capturing: number
      /** Minor units (cents) of `currency` */
      captured: number
      /** Minor units (cents) of `currency` */
      voiding: number
      /** Minor units (cents) of `currency` */
      refunding: number
      /** To be given back and not on its way: the provider refused it, or a person hands it over */
      owed: number
      /** Minor units (cents) of `currency` */
      refunded: number
      status: 'created' | 'pending' | 'action_required' | 'authorised' | 'captured' | 'declined' | 'voided' | 'unknown'
      provider_ref: string | null
      action_url: string | null
      decline_code: string | null
      /** Brand and last four digits of the card, reference of the terminal */
      details: Record<string, unknown>
      created_at: string
      updated_at: string
    }
  }
  /** A product with its variants, options and pictures, by id or slug. */
  getProduct: {
    input: {
      /** Id or slug */
      product_id: string
      locale?: 'es' | 'en'
    }
    reply: {
      /** UUID */
      id: string
      slug: string
      status: 'draft' | 'active' | 'archived'
      kind: 'goods' | 'service'
      tax_class: 'standard' | 'reduced' | 'super_reduced' | 'exempt'
      brand: string | null
      product_type: string | null
      tags: string[]
      name: string
      description: string
      seo_title: string | null
      seo_text: string | null
      attributes: {
        code: string
        name: string
        value: string
      }[]
      options: {
        code: string
        name: string
        choices: {
          code: string
          name: string
        }[]
      }[]
      variants: {
        /** UUID */
        id: string
        sku: string
        gtin: string | null
        options: Record<string, string>
        weight_g: number | null
        status: 'active' | 'archived'
      }[]
      pictures: {
        /** UUID */
        id: string
        variant_id: string | null
        alt: string
        /** Of the widest rendition */
        width: number
        height: number
        /** 320 pixels wide */
        small: string
        /** 640 pixels wide */
        medium: string
        /** 1280 pixels wide */
        large: string
      }[]
      /** Way down to the first category, top first */
      categories: {
        slug: string
        name: string
      }[]
    }
  }
  /** A product with prices, taxes and stock of each variant, in one answer. Refused: not_found, product_archived, no_tax_rate, unknown_channel. */
  getProductDetail: {
    input: {
      slug: string
      locale?: 'es' | 'en'
      /** UUID */
      store_id?: string
    }
    reply: {
      product: {
        /** UUID */
        id: string
        slug: string
        status: 'draft' | 'active' | 'archived'
        kind: 'goods' | 'service'
        tax_class: 'standard' | 'reduced' | 'super_reduced' | 'exempt'
        brand: string | null
        product_type: string | null
        tags: string[]
        name: string
        description: string
        seo_title: string | null
        seo_text: string | null
        attributes: {
          code: string
          name: string
          value: string
        }[]
        options: {
          code: string
          name: string
          choices: {
            code: string
            name: string
          }[]
        }[]
        variants: {
          /** UUID */
          id: string
          sku: string
          gtin: string | null
          options: Record<string, string>
          weight_g: number | null
          status: 'active' | 'archived'
        }[]
        pictures: {
          /** UUID */
          id: string
          variant_id: string | null
          alt: string
          /** Of the widest rendition */
          width: number
          height: number
          /** 320 pixels wide */
          small: string
          /** 640 pixels wide */
          medium: string
          /** 1280 pixels wide */
          large: string
        }[]
        /** Way down to the first category, top first */
        categories: {
          slug: string
          name: string
        }[]
      }
      /** ISO 4217 code */
      currency: string
      tax_included: boolean
      offers: {
        /** UUID */
        variant_id: string
        unit_price: number | null
        compare_at: number | null
        lowest_30d: number | null
        /** Minor units (cents) of `currency` */
        tax: number
        tax_name: string | null
        /** Units that can be sent; 20 stands for twenty and more */
        shipping: number
        /** Shops where at least one can be collected */
        stores: number
        here: number | null
      }[]
    }
  }
  /** A whole product in both languages, for editing. */
  getProductRecord: {
    input: {
      /** UUID */
      product_id: string
    }
    reply: {
      /** UUID */
      id: string
      slug: string
      status: 'draft' | 'active' | 'archived'
      brand: string | null
      product_type: string | null
      kind: 'goods' | 'service'
      tax_class: 'standard' | 'reduced' | 'super_reduced' | 'exempt'
      tags: string[]
      attributes: Record<string, {
        code: string
        names: {
          es?: string
          en?: string
        }
        value: {
          es?: string
          en?: string
        }
      }>
      texts: {
        es?: {
          name: string
          description: string
          seo_title: string | null
          seo_text: string | null
        }
        en?: {
          name: string
          description: string
          seo_title: string | null
          seo_text: string | null
        }
      }
      /** Slugs */
      categories: string[]
      options: {
        code: string
        names: {
          es?: string
          en?: string
        }
        choices: {
          code: string
          names: {
            es?: string
            en?: string
          }
        }[]
      }[]
      variants: {
        /** UUID */
        id: string
        sku: string
        gtin: string | null
        options: Record<string, string>
        weight_g: number | null
        status: 'active' | 'archived'
      }[]
      pictures: {
        /** UUID */
        id: string
        variant_id: string | null
        path: string
        alt: {
          es?: string
          en?: string
        }
        width: number
        height: number
      }[]
    }
  }
  /** The retailer this server belongs to. */
  getRetailer: {
    input: Record<string, never>
    reply: {
      name: string
      country: string
      default_locale: string
      default_currency: string
      timezone: string
    }
  }
  /** What was sold, by channel, store, day or hour; at most 100 days, both ends with it. Refused: other_store, bad_period, not_found. */
  getSales: {
    input: {
      /** UUID */
      store_id?: string
      from: string
      to: string
      by: 'channel' | 'store' | 'day' | 'hour'
    }
    reply: {
      from: string
      to: string
      timezone: string
      /** ISO 4217 code */
      currency: string
      items: {
        key: string
        name: string | null
        orders: number
        gross: number
        units: number
        canceled: number
        rows: {
          operation: 'listOrders' | 'listFulfilments' | 'listCounted'
          query: Record<string, string>
        }
      }[]
    }
  }
  /** The X of a shift that is open, the Z of one that was closed. Refused: not_found. */
  getShiftReport: {
    input: {
      /** UUID */
      shift_id: string
    }
    reply: {
      kind: 'x' | 'z'
      z_number: number | null
      shift: {
        /** UUID */
        id: string
        /** UUID */
        device_id: string
        device_name: string
        /** UUID */
        store_id: string
        store_name: string
        opened_at: string
        /** UUID */
        opened_by: string
        opened_by_name: string
        closed_at: string | null
        closed_by: string | null
        closed_by_name: string | null
      }
      /** ISO 4217 code */
      currency: string
      sales: {
        count: number
        net: number
        tax: number
        gross: number
        rounding: number
      }
      /** Taken at this till for orders that are no sales of it: carts placed, pick-ups paid */
      collected: {
        count: number
        amount: number
      }
      taxes: {
        name: string
        tax_ppm: number
        net: number
        tax: number
        gross: number
      }[]
      tenders: {
        kind: 'cash' | 'terminal'
        count: number
        amount: number
      }[]
      /** Minor units (cents) */
      float: number
      cash_in: number
      cash_out: number
      movements: {
        /** UUID */
        movement_id: string
        at: string
        direction: 'in' | 'out'
        /** Minor units (cents) */
        amount: number
        reason: string
        /** UUID */
        staff_id: string
        staff_name: string
      }[]
      expected: {
        cash: number
        terminal: number
      }
      counted: {
        cash: number
        terminal: number
      } | null
      variance: {
        cash: number
        terminal: number
      } | null
      till_said: {
        expected: {
          cash: number
          terminal: number
        }
        sales: {
          count: number
          gross: number
        }
      } | null
      by_staff: {
        /** UUID */
        staff_id: string
        staff_name: string
        count: number
        gross: number
      }[]
      receipts: {
        series: string
        first: number | null
        last: number | null
      }
      voided: {
        /** UUID */
        ticket_id: string
        at: string
        reason: string
        /** Minor units (cents) of `currency` */
        gross: number
        /** UUID */
        staff_id: string
        staff_name: string
      }[]
    }
  }
  /** Why is it 3? Every movement of an article at a place, with causes and running balance. Refused: not_found. */
  getStockLedger: {
    input: {
      /** UUID */
      variant_id: string
      /** UUID */
      location_id: string
      limit?: number
      after?: string
    }
    reply: {
      items: {
        seq: number
        kind: string
        on_hand: number
        allocated: number
        reserved: number
        damaged: number
        incoming: number
        cause_kind: string
        /** UUID */
        cause_id: string
        line_id: string | null
        reason: string | null
        actor_kind: string
        actor_id: string | null
        moved_at: string
        balance: {
          on_hand: number
          allocated: number
          reserved: number
          damaged: number
          incoming: number
        }
      }[]
      next: string | null
    }
  }
  /** One shop, whether it is open now and its hours. */
  getStore: {
    input: {
      /** UUID */
      store_id: string
    }
    reply: {
      /** UUID */
      id: string
      code: string
      name: string
      phone: string | null
      email: string | null
      address: Record<string, string>
      country: string
      region: string | null
      lat: number | null
      lng: number | null
      timezone: string
      pickup: boolean
      /** UUID */
      location_id: string
      open_now: boolean
      next_opening: {
        opens_at: string
        closes_at: string
      } | null
      weekly: {
        weekday: number
        opens: string
        closes: string
      }[]
    }
  }
  /** One shop by its code, with the hours of the week and the days that differ. Refused: not_found. */
  getStoreDetail: {
    input: {
      code: string
    }
    reply: {
      /** UUID */
      id: string
      code: string
      name: string
      phone: string | null
      email: string | null
      address: Record<string, string>
      country: string
      lat: number | null
      lng: number | null
      timezone: string
      pickup: boolean
      distance_km: number | null
      open_now: boolean
      next_opening: {
        opens_at: string
        closes_at: string
      } | null
      weekly: {
        /** 1 is Monday */
        weekday: number
        opens: string
        closes: string
      }[]
      /** Days of the next 60 that differ */
      exceptions: {
        on_date: string
        opens: string | null
        closes: string | null
      }[]
    }
  }
  /** A whole shop with hours, special days and pick-up, for editing. */
  getStoreRecord: {
    input: {
      /** UUID */
      store_id: string
    }
    reply: {
      /** UUID */
      id: string
      code: string
      name: string
      /** UUID */
      legal_entity_id: string
      phone: string | null
      email: string | null
      address: Record<string, string>
      lat: number | null
      lng: number | null
      timezone: string
      pickup: boolean
      pickup_lead_minutes: number
      pickup_hold_days: number
      /** false: closed for good */
      active: boolean
      ships: boolean
      max_orders_per_day: number | null
      /** UUID */
      location_id: string
      hours: {
        weekday: number
        opens: string
        closes: string
      }[]
      exceptions: {
        /** Day */
        on_date: string
        opens: string | null
        closes: string | null
        reason: string | null
      }[]
    }
  }
  /** Products by their slugs, with prices and stock; what is not on sale is left out. Refused: not_found, no_tax_rate, unknown_channel. */
  getTiles: {
    input: {
      locale?: 'es' | 'en'
      /** UUID */
      store_id?: string
      /** At most 60, by comma */
      slugs: string
    }
    reply: {
      /** ISO 4217 code */
      currency: string
      tax_included: boolean
      items: {
        /** UUID */
        id: string
        slug: string
        name: string
        brand: string | null
        picture: {
          /** 320 pixels wide */
          small: string
          /** 640 pixels wide */
          medium: string
          alt: string
          width: number
          height: number
        } | null
        unit_price: number | null
        /** Other variants cost more */
        several_prices: boolean
        compare_at: number | null
        lowest_30d: number | null
        options: {
          code: string
          name: string
          choices: number
        }[]
        /** Some variant can be sent */
        shipping: boolean
        /** Shops where most of one variant can be collected */
        stores: number
        here: boolean | null
      }[]
    }
  }
  /** Where this till stands, and what it needs to sell: store, series, shift, settings, people. Refused: unknown_channel. */
  getTill: {
    input: Record<string, never>
    reply: {
      device: {
        /** UUID */
        id: string
        name: string
      }
      register: {
        /** UUID */
        id: string
        code: string
        name: string
      }
      store: {
        /** UUID */
        id: string
        code: string
        name: string
        address: Record<string, string>
        phone: string | null
        email: string | null
        timezone: string
        country: string
        region: string | null
        /** UUID */
        location_id: string
      }
      legal_entity: {
        name: string
        tax_id: string | null
        country: string
        address: Record<string, string>
        rounding_mode: 'half_up' | 'half_even'
        rounding_level: 'line' | 'document'
      }
      retailer: {
        name: string
      }
      /** ISO 4217 code */
      currency: string
      locale: 'es' | 'en'
      tax_included: boolean
      public_url: string
      version: string
      now: string
      next_seq: number
      last_hash: string
      next_receipt: number
      next_z: number
      series: string
      shift: {
        /** UUID */
        id: string
        opened_at: string
        /** UUID */
        opened_by: string
        /** Minor units (cents) */
        float: number
      } | null
      settings: {
        /** Minor units (cents) of `currency` */
        offline_sale_max: number
        offline_hours_max: number
        offline_tenders: ('cash' | 'terminal')[]
        /** A bigger price change needs somebody who may approve it */
        approve_discount_over_ppm: number
        /** In minor units; 1: cash is not rounded */
        cash_rounding: number
        handover_proof: 'code' | 'signature' | 'document'
        /** A till nobody touches for so many minutes locks itself; 0: never */
        lock_after_min: number
        receipt_header: string
        receipt_footer: string
      }
      crew: {
        /** UUID */
        id: string
        name: string
        role: 'owner' | 'manager' | 'assistant' | 'agent' | 'marketer' | 'analyst'
        may: {
          approve: boolean
          adjust: boolean
          cancel: boolean
          close_shift: boolean
        }
        pin: {
          salt: string
          iterations: number
          hash: string
        } | null
      }[]
    }
  }
  /** What a store allows its tills. Refused: not_found, other_store. */
  getTillSettings: {
    input: {
      /** UUID */
      store_id: string
    }
    reply: {
      /** Minor units (cents) of `currency` */
      offline_sale_max: number
      offline_hours_max: number
      offline_tenders: ('cash' | 'terminal')[]
      /** A bigger price change needs somebody who may approve it */
      approve_discount_over_ppm: number
      /** In minor units; 1: cash is not rounded */
      cash_rounding: number
      handover_proof: 'code' | 'signature' | 'document'
      /** A till nobody touches for so many minutes locks itself; 0: never */
      lock_after_min: number
      receipt_header: string
      receipt_footer: string
    }
  }
  /** The thread of a customer: every channel, newest first. */
  getTimeline: {
    input: {
      /** UUID */
      customer_id: string
      limit?: number
      after?: string
      channel?: string
      types?: string
    }
    reply: {
      items: {
        /** UUID */
        id: string
        type: string
        channel: string
        store_id: string | null
        store_name: string | null
        actor_kind: string
        subject_kind: string | null
        subject_id: string | null
        occurred_at: string
        data: Record<string, unknown>
        actor_name: string | null
        /** UUID */
        customer_id: string
      }[]
      next: string | null
    }
  }
  /** What every list asks for an article, and what they asked. */
  getVariantPrices: {
    input: {
      /** UUID */
      variant_id: string
    }
    reply: {
      prices: {
        price_list: string
        /** ISO 4217 code */
        currency: string
        tax_included: boolean
        min_quantity: number
        /** Minor units (cents) of `currency` */
        amount: number
        compare_at: number | null
        updated_at: string
      }[]
      history: {
        price_list: string
        min_quantity: number
        /** Minor units (cents) of `currency` */
        amount: number
        from_at: string
        to_at: string | null
      }[]
    }
  }
  /** Asks again for what the order owes its customer, where a refund was refused or never asked for. */
  giveBackOwed: {
    input: {
      /** UUID */
      order_id: string
    }
    reply: {
      /** Asked of the provider now */
      refunding: number
      /** Waits for somebody to hand it over */
      owed: number
    }
  }
  /** Says that the customer got back what is owed of cash or a card terminal. Refused: nothing_owed. */
  handBackPayment: {
    input: {
      /** UUID */
      payment_id: string
    }
    reply: {
      /** UUID */
      payment_id: string
      order_id: string | null
      /** Minor units (cents) of `currency` */
      refunded: number
    }
  }
  /** The customer gets the goods: against their code, or an identity document that is noted. Refused: other_store, wrong_state, wrong_code, too_many_tries, order_unpaid, not_a_pickup. */
  handOver: {
    input: {
      /** UUID */
      fulfilment_id: string
      body: {
        code: string
        signed?: {
          by: string
          path?: string
        }
      } | {
        id_note: string
        signed?: {
          by: string
          path?: string
        }
      }
    }
    reply: {
      /** UUID */
      id: string
      /** UUID */
      order_id: string
      /** The order's number */
      number: string
      customer_id: string | null
      kind: 'ship' | 'pickup' | 'carry_out'
      status: 'assigned' | 'accepted' | 'picking' | 'ready' | 'handed_over' | 'shipped' | 'delivered' | 'exception' | 'rejected' | 'expired' | 'canceled'
      /** The how-manieth place is asked for these goods */
      attempt: number
      replaces_id: string | null
      location_id: string | null
      location_code: string | null
      location_name: string | null
      store_id: string | null
      store_code: string | null
      store_name: string | null
      pickup_store_id: string | null
      due_at: string
      ready_at: string | null
      hold_until: string | null
      handed_over_to: string | null
      signed_by: string | null
      carrier: string | null
      tracking: string | null
      created_at: string
      updated_at: string
      closed_at: string | null
    }
  }
  /** Takes products from a spreadsheet; bad rows are refused one by one. */
  importProducts: {
    input: {
      /** CSV with a header row */
      rows: string
      dry_run?: boolean
    }
    reply: {
      /** Rows taken */
      accepted: number
      products: number
      errors: {
        row: number
        column: string
        code: string
        message: string
      }[]
    }
  }
  /** Carts of a customer, a store, or all, touched last first. Refused: bad_cursor. */
  listCarts: {
    input: {
      limit?: number
      after?: string
      /** UUID */
      customer_id?: string
      /** UUID */
      store_id?: string
      status?: 'open' | 'placed' | 'merged' | 'expired'
    }
    reply: {
      items: {
        /** UUID */
        id: string
        code: string
        version: number
        status: string
        customer_id: string | null
        given_name: string | null
        channel: string
        /** ISO 4217 code */
        currency: string
        store_id: string | null
        lines: number
        units: number
        updated_at: string
        expires_at: string
      }[]
      next: string | null
    }
  }
  /** The whole tree of categories, parents before children. */
  listCategories: {
    input: {
      locale?: 'es' | 'en'
    }
    reply: {
      items: {
        /** UUID */
        id: string
        parent_id: string | null
        slug: string
        name: string
        position: number
        /** 0 for the top */
        depth: number
        /** Products on sale in it, without those of its children */
        products: number
      }[]
    }
  }
  /** From which locations a channel sells, and how. Refused: unknown_channel. */
  listChannelLocations: {
    input: {
      code: string
    }
    reply: {
      items: {
        /** UUID */
        location_id: string
        ships: boolean
        pickup: boolean
      }[]
    }
  }
  /** The channels of the retailer. */
  listChannels: {
    input: Record<string, never>
    reply: {
      items: {
        code: string
        kind: string
        name: string
        currency: string
        locale: string
        hold_seconds: number
        active: boolean
        origins: string[]
      }[]
    }
  }
  /** Shops that were closed for good, by name. */
  listClosedStores: {
    input: Record<string, never>
    reply: {
      items: {
        /** UUID */
        id: string
        code: string
        name: string
        phone: string | null
        email: string | null
        address: Record<string, string>
        country: string
        region: string | null
        lat: number | null
        lng: number | null
        timezone: string
        pickup: boolean
        /** UUID */
        location_id: string
      }[]
    }
  }
  /** Every answer a person gave, with its proof; `current` ones hold now. */
  listConsents: {
    input: {
      /** UUID */
      customer_id: string
    }
    reply: {
      items: {
        /** UUID */
        id: string
        contact_kind: 'email' | 'phone' | 'whatsapp' | 'social' | 'device' | 'post'
        contact_value: string
        channel: 'email' | 'sms' | 'whatsapp' | 'phone' | 'push' | 'social' | 'post' | 'web'
        purpose: 'marketing' | 'service' | 'profiling' | 'analytics' | 'sharing'
        answer: 'granted' | 'denied' | 'withdrawn'
        text_version: string
        answered_at: string
        asked_in: string
        current: boolean
        /** UUID */
        customer_id: string
        proof: unknown
        actor_kind: string
      }[]
    }
  }
  /** What a figure was counted from, newest first. Refused: other_store, bad_period, not_found, bad_cursor. */
  listCounted: {
    input: {
      limit?: number
      after?: string
      kind: 'order' | 'cart' | 'promise' | 'customer'
      from: string
      to: string
      /** UUID */
      store_id?: string
      channel?: string
      began_in?: string
      paid_in?: string
      received?: 'ship' | 'pickup' | 'carry_out'
      cut_from?: string
      /** Carts: ordered. Promises: kept. Orders: not cancelled. Customers: may be told of offers. */
      good?: boolean
    }
    reply: {
      items: {
        kind: 'order' | 'cart' | 'promise' | 'customer'
        /** UUID */
        id: string
        at: string
        channel: string
        store_id: string | null
        order_id: string | null
        number: string | null
        customer_id: string | null
        name: string | null
        currency: string | null
        amount: number
        began_in: string | null
        paid_in: string | null
        received: 'ship' | 'pickup' | 'carry_out' | null
        cut_from: string | null
        good: boolean
      }[]
      next: string | null
    }
  }
  /** Facts a listener could not take, waiting for a person. */
  listDeadLetters: {
    input: {
      limit?: number
      after?: string
    }
    reply: {
      items: {
        /** UUID */
        id: string
        listener: string
        error: string
        attempts: number
        parked_at: string
        retried_at: string | null
        event: Record<string, unknown>
      }[]
      next: string | null
    }
  }
  /** The tills of one’s stores. */
  listDevices: {
    input: Record<string, never>
    reply: {
      items: {
        /** UUID */
        id: string
        /** UUID */
        register_id: string
        register: string
        /** UUID */
        store_id: string
        name: string
        enrolled_at: string
        seen_at: string | null
        revoked_at: string | null
      }[]
    }
  }
  /** The event log, newest first. */
  listEvents: {
    input: {
      limit?: number
      after?: string
      type?: string
      /** UUID */
      subject_id?: string
      /** UUID */
      customer_id?: string
      /** UUID */
      actor_id?: string
      actor_kind?: string
      from?: string
      to?: string
    }
    reply: {
      items: {
        /** UUID */
        id: string
        type: string
        customer_id: string | null
        channel: string
        store_id: string | null
        actor_kind: string
        actor_name: string | null
        subject_kind: string | null
        subject_id: string | null
        occurred_at: string
        recorded_at: string
        data: Record<string, unknown>
      }[]
      next: string | null
    }
  }
  /** What a list of products can be narrowed by, with counts. Refused: too_many. */
  listFacets: {
    input: {
      category?: string
      brand?: string
      tag?: string
      /** code:choice pairs by comma; of one code any choice is enough: color:azul,color:rojo,talla:m */
      options?: string
      /** code:choice pairs by comma; of one code any choice is enough: color:azul,color:rojo,talla:m */
      attributes?: string
      /** Drafts and archived products are for `catalog.read` alone: whoever else asks for them is refused, 403 `forbidden` */
      status?: 'draft' | 'active' | 'archived'
      locale?: 'es' | 'en'
    }
    reply: {
      items: {
        kind: 'brand' | 'option' | 'attribute'
        code: string
        name: string
        values: {
          code: string
          name: string
          products: number
        }[]
      }[]
    }
  }
  /** What the places have to do, the most urgent first; a scanned code finds its pick-up. Refused: other_store, bad_cursor. */
  listFulfilments: {
    input: {
      limit?: number
      after?: string
      /** UUID */
      store_id?: string
      /** UUID */
      location_id?: string
      status?: 'assigned' | 'accepted' | 'picking' | 'ready' | 'handed_over' | 'shipped' | 'delivered' | 'exception' | 'rejected' | 'expired' | 'canceled'
      kind?: 'ship' | 'pickup' | 'carry_out'
      code?: string
      /** UUID */
      order_id?: string
    }
    reply: {
      items: {
        /** UUID */
        id: string
        /** UUID */
        order_id: string
        /** The order's number */
        number: string
        customer_id: string | null
        kind: 'ship' | 'pickup' | 'carry_out'
        status: 'assigned' | 'accepted' | 'picking' | 'ready' | 'handed_over' | 'shipped' | 'delivered' | 'exception' | 'rejected' | 'expired' | 'canceled'
        /** The how-manieth place is asked for these goods */
        attempt: number
        replaces_id: string | null
        location_id: string | null
        location_code: string | null
        location_name: string | null
        store_id: string | null
        store_code: string | null
        store_name: string | null
        pickup_store_id: string | null
        due_at: string
        ready_at: string | null
        hold_until: string | null
        handed_over_to: string | null
        signed_by: string | null
        carrier: string | null
        tracking: string | null
        created_at: string
        updated_at: string
        closed_at: string | null
        lines: {
          /** UUID */
          order_line_id: string
          /** UUID */
          variant_id: string
          sku: string
          name: string
          options: Record<string, string>
          quantity: number
          picked: number
          missing: number
          canceled: number
        }[]
        /** Still being worked on after it was due */
        late: boolean
        signature?: string | null
      }[]
      next: string | null
    }
  }
  /** Who of the retailer saw the orders and carts of people without a record, newest first. Refused: other_store, bad_cursor. */
  listGuestLooks: {
    input: {
      limit?: number
      after?: string
      from?: string
      to?: string
      /** UUID */
      subject_id?: string
      /** UUID */
      actor_id?: string
    }
    reply: {
      items: {
        /** UUID */
        id: string
        /** The operation that showed the person, or the fact that was written */
        what: string
        actor_kind: string
        actor_id: string | null
        actor_name: string | null
        channel: string
        store_id: string | null
        request_id: string | null
        at: string
        subject_kind: 'order' | 'cart'
        /** UUID */
        subject_id: string
      }[]
      next: string | null
    }
  }
  /** Rows that were not taken as they stand, and why. Refused: bad_cursor. */
  listImportErrors: {
    input: {
      /** UUID */
      import_id: string
      limit?: number
      after?: string
      part?: string
    }
    reply: {
      items: {
        /** Which file of the source */
        part: string
        row: number
        code: string
        severity: 'refused' | 'skipped' | 'remark'
        message: string
      }[]
      next: string | null
    }
  }
  /** Sources taken in, newest first. */
  listImports: {
    input: {
      limit?: number
      after?: string
    }
    reply: {
      items: {
        /** UUID */
        id: string
        kind: 'online-retail' | 'catalogue'
        source: string
        status: 'running' | 'completed' | 'differs'
        /** The last batch taken */
        batch: number
        rows: number
        accepted: number
        skipped: number
        refused: number
        /** reading, then what is being built, then done */
        stage: string
        figures: {
          name: string
          expected: number | null
          found: number | null
        }[]
        started_at: string
        updated_at: string
        finished_at: string | null
      }[]
      next: string | null
    }
  }
  /** Keys, without their secrets. */
  listKeys: {
    input: Record<string, never>
    reply: {
      items: {
        /** UUID */
        id: string
        kind: 'publishable' | 'secret'
        name: string
        prefix: string
        channel: string | null
        permissions: string[]
        created_at: string
        used_at: string | null
        expires_at: string | null
        revoked_at: string | null
        replaces_id: string | null
      }[]
    }
  }
  /** The companies of the retailer. */
  listLegalEntities: {
    input: Record<string, never>
    reply: {
      items: {
        /** UUID */
        id: string
        name: string
        tax_id: string | null
        country: string
        address: Record<string, string>
        rounding_mode: string
        rounding_level: string
      }[]
    }
  }
  /** What stands where: of an article, of all variants of a product, of a place. Refused: too_wide. */
  listLevels: {
    input: {
      /** UUID */
      variant_id?: string
      /** UUID */
      product_id?: string
      /** UUID */
      location_id?: string
      limit?: number
      after?: string
    }
    reply: {
      items: {
        /** UUID */
        variant_id: string
        /** UUID */
        location_id: string
        sku: string
        location: string
        store_id: string | null
        on_hand: number
        allocated: number
        reserved: number
        damaged: number
        incoming: number
        safety_stock: number
        backorder_limit: number
        available: number
        updated_at: string
      }[]
      next: string | null
    }
  }
  /** Every place that holds stock: shops and warehouses, by name. */
  listLocations: {
    input: Record<string, never>
    reply: {
      items: {
        /** UUID */
        id: string
        code: string
        name: string
        kind: string
        store_id: string | null
        country: string
        region: string | null
        lat: number | null
        lng: number | null
        timezone: string
        ships: boolean
        priority: number
        max_orders_per_day: number | null
        active: boolean
      }[]
    }
  }
  /** Whose page one has opened oneself, the last first. */
  listLookedAt: {
    input: {
      limit?: number
    }
    reply: {
      items: {
        /** UUID */
        id: string
        name: string | null
        email: string | null
        phone: string | null
        tags: string[]
        looked_at: string
      }[]
    }
  }
  /** Whom a member of staff, a till or a key has seen, newest first. Refused: other_store, bad_cursor. */
  listLooks: {
    input: {
      limit?: number
      after?: string
      from?: string
      to?: string
      /** UUID */
      actor_id: string
    }
    reply: {
      items: {
        /** UUID */
        id: string
        kind: 'seen' | 'changed'
        /** The operation that showed the person, or the fact that was written */
        what: string
        /** UUID */
        customer_id: string
        actor_kind: string
        actor_id: string | null
        actor_name: string | null
        channel: string
        store_id: string | null
        request_id: string | null
        at: string
        customer_name: string | null
      }[]
      next: string | null
    }
  }
  /** Orders, newest first: by status, channel, store, customer, time and text. Refused: other_store, bad_cursor. */
  listOrders: {
    input: {
      limit?: number
      after?: string
      status?: 'placed' | 'in_progress' | 'completed' | 'canceled'
      payment_status?: 'unpaid' | 'authorised' | 'paid' | 'partly_refunded' | 'refunded'
      channel?: string
      /** UUID */
      store_id?: string
      /** UUID */
      customer_id?: string
      placed_from?: string
      placed_to?: string
      text?: string
    }
    reply: {
      items: {
        /** UUID */
        id: string
        /** As people say it: H-7K4M-29QX */
        number: string
        customer_id: string | null
        channel: string
        store_id: string | null
        pickup_store_id: string | null
        currency: string
        status: 'placed' | 'in_progress' | 'completed' | 'canceled'
        payment_status: 'unpaid' | 'authorised' | 'paid' | 'partly_refunded' | 'refunded'
        delivery_method: 'ship' | 'pickup' | 'carry_out'
        gross: number
        paid: number
        refunded: number
        placed_at: string
        contact_name: string | null
      }[]
      next: string | null
    }
  }
  /** Your addresses. */
  listOwnAddresses: {
    input: Record<string, never>
    reply: {
      items: {
        /** UUID */
        id: string
        /** UUID */
        customer_id: string
        label: string | null
        address: {
          name?: string
          company?: string
          line1: string
          line2?: string
          city: string
          region?: string
          postcode: string
          country: string
          phone?: string
        }
        is_default: boolean
        created_at: string
      }[]
    }
  }
  /** What you answered, and what holds now. */
  listOwnConsents: {
    input: Record<string, never>
    reply: {
      items: {
        /** UUID */
        id: string
        contact_kind: 'email' | 'phone' | 'whatsapp' | 'social' | 'device' | 'post'
        contact_value: string
        channel: 'email' | 'sms' | 'whatsapp' | 'phone' | 'push' | 'social' | 'post' | 'web'
        purpose: 'marketing' | 'service' | 'profiling' | 'analytics' | 'sharing'
        answer: 'granted' | 'denied' | 'withdrawn'
        text_version: string
        answered_at: string
        asked_in: string
        current: boolean
        text: string | null
      }[]
    }
  }
  /** What you prefer. */
  listOwnPreferences: {
    input: Record<string, never>
    reply: {
      items: {
        name: string
        value: unknown
        source: string
        updated_at: string
      }[]
    }
  }
  /** One’s own passkeys. */
  listPasskeys: {
    input: Record<string, never>
    reply: {
      items: {
        /** UUID */
        id: string
        name: string
        created_at: string
        used_at: string | null
      }[]
    }
  }
  /** Payments, newest first; of one cart or order where named; with `owed` those that owe money back. */
  listPayments: {
    input: {
      /** UUID */
      cart_id?: string
      /** UUID */
      order_id?: string
      /** Only those of which money waits to be given back by a person */
      owed?: boolean
      limit?: number
      after?: string
    }
    reply: {
      items: {
        /** UUID */
        id: string
        cart_id: string | null
        order_id: string | null
        customer_id: string | null
        store_id: string | null
        /** Where the customer paid */
        channel: string
        provider: string
        tender: 'cash' | 'card' | 'transfer' | 'other'
        /** ISO 4217 code */
        currency: string
        /** Minor units (cents) of `currency` */
        amount: number
        given: number | null
        /** Minor units (cents) of `currency` */
        authorised: number
        /** Minor units (cents) of `currency` */
        capturing: number
        /** Minor units (cents) of `currency` */
        captured: number
        /** Minor units (cents) of `currency` */
        voiding: number
        /** Minor units (cents) of `currency` */
        refunding: number
        /** To be given back and not on its way: the provider refused it, or a person hands it over */
        owed: number
        /** Minor units (cents) of `currency` */
        refunded: number
        status: 'created' | 'pending' | 'action_required' | 'authorised' | 'captured' | 'declined' | 'voided' | 'unknown'
        provider_ref: string | null
        action_url: string | null
        decline_code: string | null
        /** Brand and last four digits of the card, reference of the terminal */
        details: Record<string, unknown>
        created_at: string
        updated_at: string
      }[]
      next: string | null
    }
  }
  /** Every price list, the strongest first. */
  listPriceLists: {
    input: Record<string, never>
    reply: {
      items: {
        /** UUID */
        id: string
        code: string
        name: string
        /** ISO 4217 code */
        currency: string
        tax_included: boolean
        channel: string | null
        store_id: string | null
        customer_tag: string | null
        starts_at: string | null
        ends_at: string | null
        priority: number
        active: boolean
      }[]
    }
  }
  /** What a price list asks, article by article; narrowed by a product or a piece of name or SKU. Refused: bad_cursor. */
  listPrices: {
    input: {
      code: string
      limit?: number
      after?: string
      text?: string
      /** UUID */
      product_id?: string
      locale?: 'es' | 'en'
    }
    reply: {
      items: {
        /** UUID */
        variant_id: string
        /** UUID */
        product_id: string
        sku: string
        name: string
        options: Record<string, string>
        min_quantity: number
        /** Minor units (cents) of `currency` */
        amount: number
        compare_at: number | null
        updated_at: string
      }[]
      next: string | null
    }
  }
  /** Products that fit a filter, newest first or by name. Refused: bad_cursor, too_many. */
  listProducts: {
    input: {
      category?: string
      brand?: string
      tag?: string
      /** code:choice pairs by comma; of one code any choice is enough: color:azul,color:rojo,talla:m */
      options?: string
      /** code:choice pairs by comma; of one code any choice is enough: color:azul,color:rojo,talla:m */
      attributes?: string
      /** Drafts and archived products are for `catalog.read` alone: whoever else asks for them is refused, 403 `forbidden` */
      status?: 'draft' | 'active' | 'archived'
      limit?: number
      after?: string
      locale?: 'es' | 'en'
      sort?: 'newest' | 'name'
    }
    reply: {
      items: {
        /** UUID */
        id: string
        slug: string
        status: 'draft' | 'active' | 'archived'
        name: string
        brand: string | null
        picture: string | null
        /** Variants on sale, in order, at most 50 */
        variant_ids: string[]
      }[]
      next: string | null
    }
  }
  /** The cash positions of one’s stores. */
  listRegisters: {
    input: Record<string, never>
    reply: {
      items: {
        /** UUID */
        id: string
        /** UUID */
        store_id: string
        code: string
        name: string
      }[]
    }
  }
  /** What carts hold, soonest to end first. */
  listReservations: {
    input: {
      /** UUID */
      variant_id?: string
      /** UUID */
      location_id?: string
      /** UUID */
      cart_id?: string
      limit?: number
      after?: string
    }
    reply: {
      items: {
        /** UUID */
        id: string
        /** UUID */
        cart_id: string
        /** UUID */
        line_id: string
        /** UUID */
        variant_id: string
        /** UUID */
        location_id: string
        sku: string
        quantity: number
        expires_at: string
        due: boolean
      }[]
      next: string | null
    }
  }
  /** Where one is signed in. */
  listSessions: {
    input: Record<string, never>
    reply: {
      items: {
        /** UUID */
        id: string
        channel: string | null
        user_agent: string | null
        created_at: string
        seen_at: string
        expires_at: string
        current: boolean
      }[]
    }
  }
  /** Shifts of one’s stores, the latest first. Refused: other_store. */
  listShifts: {
    input: {
      limit?: number
      after?: string
      /** UUID */
      store_id?: string
    }
    reply: {
      items: {
        /** UUID */
        id: string
        /** UUID */
        device_id: string
        device_name: string
        /** UUID */
        store_id: string
        /** ISO 4217 code */
        currency: string
        opened_at: string
        /** UUID */
        opened_by: string
        opened_by_name: string
        closed_at: string | null
        z_number: number | null
        /** Minor units (cents) */
        float: number
        sales: number
        gross: number
        cash: number
        terminal: number
        cash_in: number
        cash_out: number
        voided: number
        variance: {
          cash: number
          terminal: number
        } | null
      }[]
      next: string | null
    }
  }
  /** Slugs of everything on sale, 5000 a page, for maps and mirrors. */
  listSlugs: {
    input: {
      page?: number
    }
    reply: {
      items: string[]
      /** Products on sale */
      total: number
    }
  }
  /** The people who work for the retailer. */
  listStaff: {
    input: Record<string, never>
    reply: {
      items: {
        /** UUID */
        id: string
        email: string
        name: string
        role: 'owner' | 'manager' | 'assistant' | 'agent' | 'marketer' | 'analyst'
        active: boolean
        store_ids: string[] | null
      }[]
    }
  }
  /** What people ask for and a shop has none of, with where there is some. Refused: other_store, not_found. */
  listStockOuts: {
    input: {
      /** UUID */
      store_id?: string
      locale?: 'es' | 'en'
      limit?: number
    }
    reply: {
      items: {
        /** UUID */
        variant_id: string
        sku: string
        name: string
        options: Record<string, string>
        picture: string | null
        sold: number
        in_carts: number
        looked_at: number
        last_sold_at: string | null
        out: {
          /** UUID */
          location_id: string
          store_id: string | null
          name: string
          /** What could be promised there */
          free: number
        }[]
        left: {
          /** UUID */
          location_id: string
          store_id: string | null
          name: string
          /** What could be promised there */
          free: number
        }[]
      }[]
    }
  }
  /** Every open shop, by name. */
  listStores: {
    input: Record<string, never>
    reply: {
      items: {
        /** UUID */
        id: string
        code: string
        name: string
        phone: string | null
        email: string | null
        address: Record<string, string>
        country: string
        region: string | null
        lat: number | null
        lng: number | null
        timezone: string
        pickup: boolean
        /** UUID */
        location_id: string
      }[]
    }
  }
  /** Tax rates by country, region, class and day. */
  listTaxRates: {
    input: {
      /** ISO 3166-1 alpha-2 */
      country?: string
    }
    reply: {
      items: {
        /** UUID */
        id: string
        /** ISO 3166-1 alpha-2 */
        country: string
        tax_class: 'standard' | 'reduced' | 'super_reduced' | 'exempt'
        name: string
        /** Millionths: 21 % = 210000 */
        rate_ppm: number
        valid_from: string
        region: string
        valid_to: string | null
      }[]
    }
  }
  /** A page of a list, or of what a text finds, as a shop front shows it: prices, stock, how many fit and what it can be narrowed by. Refused: too_many, not_found, no_tax_rate, unknown_channel. */
  listTiles: {
    input: {
      locale?: 'es' | 'en'
      /** UUID */
      store_id?: string
      text?: string
      category?: string
      /** Names by |; any of them is enough. A | or \ of a name has a \ before it */
      brand?: string
      tag?: string
      /** code:choice pairs by comma; of one code any choice is enough: color:azul,color:rojo,talla:m */
      options?: string
      /** code:choice pairs by comma; of one code any choice is enough: color:azul,color:rojo,talla:m */
      attributes?: string
      sort?: 'best' | 'newest' | 'name' | 'price' | 'price_down' | 'reduction'
      /** Only what costs less than it did */
      reduced?: boolean
      /** Only what is in the named shop now */
      here?: boolean
      with_facets?: boolean
      page?: number
      limit?: number
    }
    reply: {
      /** ISO 4217 code */
      currency: string
      tax_included: boolean
      items: {
        /** UUID */
        id: string
        slug: string
        name: string
        brand: string | null
        picture: {
          /** 320 pixels wide */
          small: string
          /** 640 pixels wide */
          medium: string
          alt: string
          width: number
          height: number
        } | null
        unit_price: number | null
        /** Other variants cost more */
        several_prices: boolean
        compare_at: number | null
        lowest_30d: number | null
        options: {
          code: string
          name: string
          choices: number
        }[]
        /** Some variant can be sent */
        shipping: boolean
        /** Shops where most of one variant can be collected */
        stores: number
        here: boolean | null
      }[]
      /** Products that fit, counted up to 1000 */
      total: number
      facets: {
        kind: 'brand' | 'option' | 'attribute'
        code: string
        name: string
        values: {
          code: string
          name: string
          products: number
        }[]
      }[]
      /** Nothing has the words that were typed; these are spelled or sound alike */
      similar: boolean
    }
  }
  /** All that is for sale at this till, with prices and stock. Refused: unknown_channel. */
  listTillArticles: {
    input: {
      limit?: number
      after?: string
    }
    reply: {
      items: {
        /** UUID */
        variant_id: string
        /** UUID */
        product_id: string
        sku: string
        gtins: string[]
        name: {
          es: string
          en: string
        }
        options: {
          es: Record<string, string>
          en: Record<string, string>
        }
        brand: string | null
        /** The tops of the categories it is in */
        departments: {
          /** UUID */
          id: string
          name: {
            es: string
            en: string
          }
        }[]
        picture: string | null
        kind: 'goods' | 'service'
        /** Minor units (cents) of `currency` */
        unit_price: number
        compare_at: number | null
        lowest_30d: number | null
        tax_included: boolean
        tax_name: string
        tax_ppm: number
        /** Can be sold or promised here now */
        available: number
        on_hand: number
      }[]
      next: string | null
    }
  }
  /** What is not any more as it was at a version; `reset`: load everything anew. Refused: unknown_channel. */
  listTillChanges: {
    input: {
      since: string
    }
    reply: {
      version: string
      /** Too much changed: load everything anew */
      reset: boolean
      articles: {
        /** UUID */
        variant_id: string
        /** UUID */
        product_id: string
        sku: string
        gtins: string[]
        name: {
          es: string
          en: string
        }
        options: {
          es: Record<string, string>
          en: Record<string, string>
        }
        brand: string | null
        /** The tops of the categories it is in */
        departments: {
          /** UUID */
          id: string
          name: {
            es: string
            en: string
          }
        }[]
        picture: string | null
        kind: 'goods' | 'service'
        /** Minor units (cents) of `currency` */
        unit_price: number
        compare_at: number | null
        lowest_30d: number | null
        tax_included: boolean
        tax_name: string
        tax_ppm: number
        /** Can be sold or promised here now */
        available: number
        on_hand: number
      }[]
      gone_variant_ids: string[]
      customers: {
        /** UUID */
        customer_id: string
        given_name: string | null
        family_name: string | null
        company: string | null
        /** E.164 */
        phones: string[]
        emails: string[]
        cards: string[]
        tags: string[]
        language: string | null
      }[]
      gone_customer_ids: string[]
    }
  }
  /** Known customers, as far as it takes to find them; a page may hold few and still have a next one. */
  listTillCustomers: {
    input: {
      limit?: number
      after?: string
    }
    reply: {
      items: {
        /** UUID */
        customer_id: string
        given_name: string | null
        family_name: string | null
        company: string | null
        /** E.164 */
        phones: string[]
        emails: string[]
        cards: string[]
        tags: string[]
        language: string | null
      }[]
      next: string | null
    }
  }
  /** What sales of tills left open for a person. Refused: other_store. */
  listTillTasks: {
    input: {
      limit?: number
      after?: string
      /** UUID */
      store_id?: string
      open?: boolean
    }
    reply: {
      items: {
        /** UUID */
        id: string
        kind: 'price_changed' | 'price_unapproved' | 'tax_differs' | 'rounding_off' | 'sold_below_promise' | 'over_limit' | 'unknown_article' | 'unknown_customer' | 'tender_unknown' | 'tender_differs' | 'told_twice' | 'amount_too_large'
        words: {
          es: string
          en: string
        }
        /** UUID */
        store_id: string
        /** UUID */
        device_id: string
        order_id: string | null
        number: string | null
        details: Record<string, unknown>
        raised_at: string
        resolved_at: string | null
        resolved_by: string | null
        note: string | null
      }[]
      next: string | null
    }
  }
  /** Goods on their way between places, newest first. */
  listTransfers: {
    input: {
      /** UUID */
      location_id?: string
      status?: 'sent' | 'received' | 'received_short'
      limit?: number
      after?: string
    }
    reply: {
      items: {
        /** UUID */
        id: string
        /** UUID */
        from_id: string
        from: string
        /** UUID */
        to_id: string
        to: string
        status: 'sent' | 'received' | 'received_short' | 'canceled'
        reason: string | null
        sent_at: string
        received_at: string | null
        lines: {
          /** UUID */
          variant_id: string
          sku: string
          sent: number
          received: number
          missing: number
        }[]
      }[]
      next: string | null
    }
  }
  /** Variants by their ids, as a line of a list shows them; unknown ones are left out. Refused: too_many. */
  listVariants: {
    input: {
      /** Ids by comma, at most 100 */
      ids: string
      locale?: 'es' | 'en'
    }
    reply: {
      items: {
        /** UUID */
        id: string
        /** UUID */
        product_id: string
        slug: string
        sku: string
        gtin: string | null
        name: string
        options: Record<string, string>
        tax_class: 'standard' | 'reduced' | 'super_reduced' | 'exempt'
        kind: 'goods' | 'service'
        sellable: boolean
        picture: string | null
        weight_g: number | null
      }[]
    }
  }
  /** The carrier says the customer has it. Refused: other_store, wrong_state. */
  markDelivered: {
    input: {
      /** UUID */
      fulfilment_id: string
    }
    reply: {
      /** UUID */
      id: string
      /** UUID */
      order_id: string
      /** The order's number */
      number: string
      customer_id: string | null
      kind: 'ship' | 'pickup' | 'carry_out'
      status: 'assigned' | 'accepted' | 'picking' | 'ready' | 'handed_over' | 'shipped' | 'delivered' | 'exception' | 'rejected' | 'expired' | 'canceled'
      /** The how-manieth place is asked for these goods */
      attempt: number
      replaces_id: string | null
      location_id: string | null
      location_code: string | null
      location_name: string | null
      store_id: string | null
      store_code: string | null
      store_name: string | null
      pickup_store_id: string | null
      due_at: string
      ready_at: string | null
      hold_until: string | null
      handed_over_to: string | null
      signed_by: string | null
      carrier: string | null
      tracking: string | null
      created_at: string
      updated_at: string
      closed_at: string | null
    }
  }
  /** The bag or parcel is closed; a pick-up is held from now on and its customer is told. Refused: other_store, wrong_state, not_picked. */
  markReady: {
    input: {
      /** UUID */
      fulfilment_id: string
      /** Nobody scanned: all that is open is in the bag */
      picked_all?: boolean
    }
    reply: {
      /** UUID */
      id: string
      /** UUID */
      order_id: string
      /** The order's number */
      number: string
      customer_id: string | null
      kind: 'ship' | 'pickup' | 'carry_out'
      status: 'assigned' | 'accepted' | 'picking' | 'ready' | 'handed_over' | 'shipped' | 'delivered' | 'exception' | 'rejected' | 'expired' | 'canceled'
      /** The how-manieth place is asked for these goods */
      attempt: number
      replaces_id: string | null
      location_id: string | null
      location_code: string | null
      location_name: string | null
      store_id: string | null
      store_code: string | null
      store_name: string | null
      pickup_store_id: string | null
      due_at: string
      ready_at: string | null
      hold_until: string | null
      handed_over_to: string | null
      signed_by: string | null
      carrier: string | null
      tracking: string | null
      created_at: string
      updated_at: string
      closed_at: string | null
    }
  }
  /** The parcel is with the carrier. Refused: other_store, wrong_state, not_a_shipment, order_unpaid. */
  markShipped: {
    input: {
      /** UUID */
      fulfilment_id: string
      carrier: string
      tracking?: string
    }
    reply: {
      /** UUID */
      id: string
      /** UUID */
      order_id: string
      /** The order's number */
      number: string
      customer_id: string | null
      kind: 'ship' | 'pickup' | 'carry_out'
      status: 'assigned' | 'accepted' | 'picking' | 'ready' | 'handed_over' | 'shipped' | 'delivered' | 'exception' | 'rejected' | 'expired' | 'canceled'
      /** The how-manieth place is asked for these goods */
      attempt: number
      replaces_id: string | null
      location_id: string | null
      location_code: string | null
      location_name: string | null
      store_id: string | null
      store_code: string | null
      store_name: string | null
      pickup_store_id: string | null
      due_at: string
      ready_at: string | null
      hold_until: string | null
      handed_over_to: string | null
      signed_by: string | null
      carrier: string | null
      tracking: string | null
      created_at: string
      updated_at: string
      closed_at: string | null
    }
  }
  /** May this contact be used for this, now?. */
  mayContact: {
    input: {
      contact_kind: 'email' | 'phone' | 'whatsapp' | 'social' | 'device' | 'post'
      contact_value: string
      channel: 'email' | 'sms' | 'whatsapp' | 'phone' | 'push' | 'social' | 'post' | 'web'
      purpose: 'marketing' | 'service' | 'profiling' | 'analytics' | 'sharing'
    }
    reply: {
      allowed: boolean
      because: string
    }
  }
  /** Who this credential is and what it may do. */
  me: {
    input: Record<string, never>
    reply: {
      kind: string
      id: string | null
      name: string | null
      customer_id: string | null
      verified: boolean
      session_id: string | null
      channel: string | null
      permissions: string[]
      store_ids: string[] | null
      staff: {
        email: string
        role: 'owner' | 'manager' | 'assistant' | 'agent' | 'marketer' | 'analyst'
        locale: string
        totp: boolean
      } | null
    }
  }
  /** Join another customer to this one; can be undone exactly. Refused: already_one, customer_erased, id_taken, evidence_missing. */
  mergeCustomers: {
    input: {
      /** UUID */
      customer_id: string
      /** UUID */
      merge_id?: string
      /** UUID */
      joined_id: string
      evidence: {
        rule: string
        note?: string
        /** UUID */
        identity_id?: string
        /** UUID */
        order_id?: string
      }
    }
    reply: {
      /** UUID */
      merge_id: string
    }
  }
  /** The shopper's open carts. */
  myCarts: {
    input: Record<string, never>
    reply: {
      items: {
        /** UUID */
        id: string
        code: string
        version: number
        status: string
        customer_id: string | null
        given_name: string | null
        channel: string
        /** ISO 4217 code */
        currency: string
        store_id: string | null
        lines: number
        units: number
        updated_at: string
        expires_at: string
      }[]
    }
  }
  /** The orders of the shopper who asks, newest first. Refused: bad_cursor. */
  myOrders: {
    input: {
      limit?: number
      after?: string
    }
    reply: {
      items: {
        /** UUID */
        id: string
        /** As people say it: H-7K4M-29QX */
        number: string
        customer_id: string | null
        channel: string
        store_id: string | null
        pickup_store_id: string | null
        currency: string
        status: 'placed' | 'in_progress' | 'completed' | 'canceled'
        payment_status: 'unpaid' | 'authorised' | 'paid' | 'partly_refunded' | 'refunded'
        delivery_method: 'ship' | 'pickup' | 'carry_out'
        gross: number
        paid: number
        refunded: number
        placed_at: string
      }[]
      next: string | null
    }
  }
  /** Ten new recovery codes; those before are void. Refused: bad_second_factor, no_totp, too_many_attempts. */
  newRecoveryCodes: {
    input: {
      totp_code?: string
      recovery_code?: string
    }
    reply: {
      recovery_codes: string[]
    }
  }
  /** What a browser needs to make a passkey. Refused: too_many_passkeys. */
  passkeyRegistrationOptions: {
    input: Record<string, never>
    reply: {
      /** UUID */
      challenge_id: string
      options: Record<string, unknown>
    }
  }
  /** What a browser needs to ask for a passkey. Refused: too_many_attempts. */
  passkeySignInOptions: {
    input: Record<string, never>
    reply: {
      /** UUID */
      challenge_id: string
      options: Record<string, unknown>
    }
  }
  /** Begins an online payment for a cart; `action_url` is where the customer goes. Refused: cart_not_ready, cart_closed, nothing_to_pay, unknown_provider, bad_return_url, too_many_payments, payment_differs, provider_away, no_tax_rate, unknown_channel. */
  payCart: {
    input: {
      /** UUID */
      cart_id: string
      /** UUID */
      id?: string
      provider: string
      /** A part of the total; all that is left when absent */
      amount?: number
      return_url?: string
    }
    reply: {
      /** UUID */
      id: string
      cart_id: string | null
      order_id: string | null
      customer_id: string | null
      store_id: string | null
      /** Where the customer paid */
      channel: string
      provider: string
      tender: 'cash' | 'card' | 'transfer' | 'other'
      /** ISO 4217 code */
      currency: string
      /** Minor units (cents) of `currency` */
      amount: number
      given: number | null
      /** Minor units (cents) of `currency` */
      authorised: number
      /** Minor units (cents) of `currency` */
      capturing: number
      /** Minor units (cents) of `currency` */
      captured: number
      /** Minor units (cents) of `currency` */
      voiding: number
      /** Minor units (cents) of `currency` */
      refunding: number
      /** To be given back and not on its way: the provider refused it, or a person hands it over */
      owed: number
      /** Minor units (cents) of `currency` */
      refunded: number
      status: 'created' | 'pending' | 'action_required' | 'authorised' | 'captured' | 'declined' | 'voided' | 'unknown'
      provider_ref: string | null
      action_url: string | null
      decline_code: string | null
      /** Brand and last four digits of the card, reference of the terminal */
      details: Record<string, unknown>
      created_at: string
      updated_at: string
    }
  }
  /** Begins an online payment for an order that is not paid yet. Refused: nothing_to_pay, unknown_provider, bad_return_url, too_many_payments, payment_differs, provider_away. */
  payOrder: {
    input: {
      /** UUID */
      order_id: string
      /** UUID */
      id?: string
      provider: string
      /** A part of the total; all that is left when absent */
      amount?: number
      return_url?: string
    }
    reply: {
      /** UUID */
      id: string
      cart_id: string | null
      order_id: string | null
      customer_id: string | null
      store_id: string | null
      /** Where the customer paid */
      channel: string
      provider: string
      tender: 'cash' | 'card' | 'transfer' | 'other'
      /** ISO 4217 code */
      currency: string
      /** Minor units (cents) of `currency` */
      amount: number
      given: number | null
      /** Minor units (cents) of `currency` */
      authorised: number
      /** Minor units (cents) of `currency` */
      capturing: number
      /** Minor units (cents) of `currency` */
      captured: number
      /** Minor units (cents) of `currency` */
      voiding: number
      /** Minor units (cents) of `currency` */
      refunding: number
      /** To be given back and not on its way: the provider refused it, or a person hands it over */
      owed: number
      /** Minor units (cents) of `currency` */
      refunded: number
      status: 'created' | 'pending' | 'action_required' | 'authorised' | 'captured' | 'declined' | 'voided' | 'unknown'
      provider_ref: string | null
      action_url: string | null
      decline_code: string | null
      /** Brand and last four digits of the card, reference of the terminal */
      details: Record<string, unknown>
      created_at: string
      updated_at: string
    }
  }
  /** One scan into the bag. Refused: other_store, wrong_state, unknown_code, not_in_fulfilment, picked_already. */
  pick: {
    input: {
      /** UUID */
      fulfilment_id: string
      code: string
      quantity?: number
    }
    reply: {
      lines: {
        /** UUID */
        order_line_id: string
        /** UUID */
        variant_id: string
        sku: string
        name: string
        options: Record<string, string>
        quantity: number
        picked: number
        missing: number
        canceled: number
      }[]
    }
  }
  /** Places the order of a cart, once; `expected_total` guards against a price nobody saw. Refused: cart_not_ready, cart_changed, payment_short, out_of_stock, cart_closed, nothing_to_pay, tender_twice, given_too_little, payment_differs, other_store, no_tax_rate, unknown_channel. */
  placeOrder: {
    input: {
      /** UUID */
      cart_id: string
      /** Minor units (cents) of `currency` */
      expected_total: number
      /** Staff only: paid at collection */
      pay_later?: boolean
      /** Staff and tills: cash or terminal, taken with it; a refusal records none of them */
      tenders?: {
        /** UUID */
        id: string
        provider: 'cash' | 'terminal'
        amount: number
        /** Minor units (cents) of `currency` */
        given?: number
        reference?: string
        /** UUID */
        store_id: string
      }[]
    }
    reply: {
      /** UUID */
      order_id: string
      number: string
      created: boolean
    }
  }
  /** What may be offered for an exception: other stores, or by post. Refused: other_store. */
  proposeResolutions: {
    input: {
      /** UUID */
      fulfilment_id: string
    }
    reply: {
      stores: {
        /** UUID */
        store_id: string
        code: string
        name: string
        distance_km: number | null
        ready_at: string | null
      }[]
      ship: {
        complete: boolean
        leaves_at: string | null
      }
    }
  }
  /** Prices articles with tax, for whoever asks, without a cart. Refused: unknown_channel, not_your_tag, no_tax_rate, amount_too_large, not_found. */
  quotePrices: {
    input: {
      channel?: string
      /** UUID */
      store_id?: string
      /** ISO 4217 code */
      currency?: string
      /** ISO 3166-1 alpha-2 */
      country?: string
      region?: string
      postcode?: string
      customer_tags?: string[]
      at?: string
      lines: {
        key: string
        /** UUID */
        variant_id: string
        quantity: number
      }[]
    }
    reply: {
      /** ISO 4217 code */
      currency: string
      tax_included: boolean
      lines: {
        key: string
        /** UUID */
        variant_id: string
        quantity: number
        /** Minor units (cents) of `currency` */
        unit_price: number
        compare_at: number | null
        lowest_30d: number | null
        price_list: string
        tax_included: boolean
        /** Minor units (cents) of `currency` */
        net: number
        /** Minor units (cents) of `currency` */
        tax: number
        /** Minor units (cents) of `currency` */
        gross: number
        tax_class: string
        tax_name: string
        tax_ppm: number
      }[]
      unpriced: string[]
      taxes: {
        name: string
        tax_ppm: number
        /** Minor units (cents) of `currency` */
        net: number
        /** Minor units (cents) of `currency` */
        tax: number
        /** Minor units (cents) of `currency` */
        gross: number
      }[]
      /** Minor units (cents) of `currency` */
      net: number
      /** Minor units (cents) of `currency` */
      tax: number
      /** Minor units (cents) of `currency` */
      gross: number
    }
  }
  /** Where payment providers send their signed notices (Standard Webhooks). Refused: unknown_provider, bad_signature, provider_not_configured. */
  receivePaymentNotice: {
    input: {
      provider: string
    }
    reply: {
      received: boolean
    }
  }
  /** Goods come in; the same receipt id comes in once. Refused: unknown_article, not_found. */
  receiveStock: {
    input: {
      /** UUID */
      id: string
      /** UUID */
      location_id: string
      reference?: string
      lines: {
        /** UUID */
        variant_id: string
        quantity: number
      }[]
    }
    reply: {
      levels: {
        /** UUID */
        variant_id: string
        /** UUID */
        location_id: string
        on_hand: number
        allocated: number
        reserved: number
        available: number
      }[]
    }
  }
  /** Goods of a transfer arrive, in part or all; closing it books what is missing. Refused: more_than_sent, transfer_closed. */
  receiveTransfer: {
    input: {
      /** UUID */
      transfer_id: string
      /** UUID */
      receipt_id: string
      lines: {
        /** UUID */
        variant_id: string
        received: number
      }[]
      close?: boolean
    }
    reply: {
      /** UUID */
      transfer_id: string
      status: 'sent' | 'received' | 'received_short'
      missing: number
    }
  }
  /** Keep what a customer answered, on paper, by phone or at the till. Refused: contact_unusable, answered_in_future, id_taken. */
  recordConsent: {
    input: {
      /** UUID */
      customer_id: string
      /** UUID */
      id?: string
      contact_kind: 'email' | 'phone' | 'whatsapp' | 'social' | 'device' | 'post'
      contact_value: string
      channel: 'email' | 'sms' | 'whatsapp' | 'phone' | 'push' | 'social' | 'post' | 'web'
      purpose: 'marketing' | 'service' | 'profiling' | 'analytics' | 'sharing'
      answer: 'granted' | 'denied' | 'withdrawn'
      text_version: string
      text: string
      place?: string
      /** UUID */
      store_id?: string
      answered_at?: string
    }
    reply: {
      /** UUID */
      id: string
    }
  }
  /** Say yes or no for a contact of yours. Refused: contact_unusable, id_taken, not_found. */
  recordOwnConsent: {
    input: {
      /** UUID */
      id?: string
      contact_kind: 'email' | 'phone' | 'whatsapp' | 'social' | 'device' | 'post'
      contact_value: string
      channel: 'email' | 'sms' | 'whatsapp' | 'phone' | 'push' | 'social' | 'post' | 'web'
      purpose: 'marketing' | 'service' | 'profiling' | 'analytics' | 'sharing'
      answer: 'granted' | 'denied' | 'withdrawn'
      text_version: string
      text: string
      place?: string
    }
    reply: {
      /** UUID */
      id: string
    }
  }
  /** Asks the provider now how a payment stands, as after the return from its page. Refused: provider_away. */
  refreshPayment: {
    input: {
      /** UUID */
      payment_id: string
    }
    reply: {
      /** UUID */
      id: string
      cart_id: string | null
      order_id: string | null
      customer_id: string | null
      store_id: string | null
      /** Where the customer paid */
      channel: string
      provider: string
      tender: 'cash' | 'card' | 'transfer' | 'other'
      /** ISO 4217 code */
      currency: string
      /** Minor units (cents) of `currency` */
      amount: number
      given: number | null
      /** Minor units (cents) of `currency` */
      authorised: number
      /** Minor units (cents) of `currency` */
      capturing: number
      /** Minor units (cents) of `currency` */
      captured: number
      /** Minor units (cents) of `currency` */
      voiding: number
      /** Minor units (cents) of `currency` */
      refunding: number
      /** To be given back and not on its way: the provider refused it, or a person hands it over */
      owed: number
      /** Minor units (cents) of `currency` */
      refunded: number
      status: 'created' | 'pending' | 'action_required' | 'authorised' | 'captured' | 'declined' | 'voided' | 'unknown'
      provider_ref: string | null
      action_url: string | null
      decline_code: string | null
      /** Brand and last four digits of the card, reference of the terminal */
      details: Record<string, unknown>
      created_at: string
      updated_at: string
    }
  }
  /** Registers the passkey the browser made. Refused: bad_passkey, passkey_known, challenge_expired. */
  registerPasskey: {
    input: {
      /** UUID */
      challenge_id: string
      name: string
      response: {
        id: string
        rawId: string
        type: 'public-key'
        clientExtensionResults?: Record<string, unknown>
        authenticatorAttachment?: string
        response: {
          clientDataJSON: string
          attestationObject: string
          transports?: string[]
        } & Record<string, unknown>
      } & Record<string, unknown>
    }
    reply: {
      /** UUID */
      id: string
      name: string
      created_at: string
      used_at: string | null
    }
  }
  /** This place cannot give it, or some of it: parcels go on elsewhere, pick-ups to a person. Refused: other_store, wrong_state, more_than_open, line_twice. */
  rejectFulfilment: {
    input: {
      /** UUID */
      fulfilment_id: string
      reason: 'not_found' | 'damaged' | 'too_busy' | 'closed' | 'other'
      note?: string
      lines?: {
        /** UUID */
        order_line_id: string
        quantity: number
      }[]
      /** Sets the stock to what lies in bags */
      shelf_empty?: boolean
    }
    reply: {
      fulfilment: {
        /** UUID */
        id: string
        /** UUID */
        order_id: string
        /** The order's number */
        number: string
        customer_id: string | null
        kind: 'ship' | 'pickup' | 'carry_out'
        status: 'assigned' | 'accepted' | 'picking' | 'ready' | 'handed_over' | 'shipped' | 'delivered' | 'exception' | 'rejected' | 'expired' | 'canceled'
        /** The how-manieth place is asked for these goods */
        attempt: number
        replaces_id: string | null
        location_id: string | null
        location_code: string | null
        location_name: string | null
        store_id: string | null
        store_code: string | null
        store_name: string | null
        pickup_store_id: string | null
        due_at: string
        ready_at: string | null
        hold_until: string | null
        handed_over_to: string | null
        signed_by: string | null
        carrier: string | null
        tracking: string | null
        created_at: string
        updated_at: string
        closed_at: string | null
      }
      next: {
        /** UUID */
        id: string
        /** UUID */
        order_id: string
        /** The order's number */
        number: string
        customer_id: string | null
        kind: 'ship' | 'pickup' | 'carry_out'
        status: 'assigned' | 'accepted' | 'picking' | 'ready' | 'handed_over' | 'shipped' | 'delivered' | 'exception' | 'rejected' | 'expired' | 'canceled'
        /** The how-manieth place is asked for these goods */
        attempt: number
        replaces_id: string | null
        location_id: string | null
        location_code: string | null
        location_name: string | null
        store_id: string | null
        store_code: string | null
        store_name: string | null
        pickup_store_id: string | null
        due_at: string
        ready_at: string | null
        hold_until: string | null
        handed_over_to: string | null
        signed_by: string | null
        carrier: string | null
        tracking: string | null
        created_at: string
        updated_at: string
        closed_at: string | null
      }[]
    }
  }
  /** Remove an address; removed already is as good. */
  removeAddress: {
    input: {
      /** UUID */
      customer_id: string
      /** UUID */
      address_id: string
    }
    reply: {
      /** UUID */
      id: string
      given_name: string | null
      family_name: string | null
      company: string | null
      language: string | null
      birthday: string | null
      country: string | null
      created_at: string
      created_in: string
      ids: string[]
      tags: string[]
      erased_at: string | null
      identities: {
        /** UUID */
        id: string
        kind: 'email' | 'phone' | 'card' | 'external' | 'device' | 'social' | 'whatsapp'
        shown: string
        level: 'anonymous' | 'claimed' | 'verified'
        /** UUID */
        customer_id: string
        account: string
        value: string
        shared: boolean
        source: string
        valid_from: string
      }[]
      addresses: {
        /** UUID */
        id: string
        /** UUID */
        customer_id: string
        label: string | null
        address: {
          name?: string
          company?: string
          line1: string
          line2?: string
          city: string
          region?: string
          postcode: string
          country: string
          phone?: string
        }
        is_default: boolean
        created_at: string
      }[]
      preferences: {
        name: string
        value: unknown
        source: string
        updated_at: string
      }[]
      notes: {
        /** UUID */
        id: string
        /** UUID */
        customer_id: string
        text: string
        visible_to: 'staff' | 'customer'
        author_id: string | null
        author_name: string | null
        created_at: string
      }[]
      merges: {
        /** UUID */
        id: string
        /** UUID */
        kept_id: string
        /** UUID */
        joined_id: string
        evidence: unknown
        actor_kind: string
        actor_id: string | null
        merged_at: string
      }[]
    }
  }
  /** Takes a line out and lets its goods go. Refused: cart_changed, cart_closed, unknown_channel, no_tax_rate. */
  removeCartLine: {
    input: {
      /** UUID */
      cart_id: string
      /** UUID */
      line_id: string
    }
    reply: {
      /** UUID */
      id: string
      code: string
      version: number
      status: 'open' | 'placed' | 'merged' | 'expired'
      customer: {
        /** UUID */
        id: string
        given_name: string | null
        family_name: string | null
      } | null
      channel: string
      touched_in: string[]
      /** ISO 4217 code */
      currency: string
      locale: string
      store_id: string | null
      delivery: {
        method: 'ship' | 'pickup' | 'carry_out' | null
        pickup_store_id: string | null
        pickup_store_name: string | null
        address: {
          name?: string
          company?: string
          line1: string
          line2?: string
          city: string
          region?: string
          postcode: string
          country: string
          phone?: string
        } | null
      }
      contact: {
        name?: string
        email?: string
        phone?: string
      } | null
      note: string | null
      lines: {
        /** UUID */
        line_id: string
        /** UUID */
        variant_id: string
        sku: string
        /** Of the product */
        slug: string
        name: string
        options: Record<string, string>
        picture: string | null
        quantity: number
        saved: boolean
        note: string | null
        unit_price: number | null
        compare_at: number | null
        lowest_30d: number | null
        price_seen: number | null
        /** Minor units (cents) of `currency` */
        net: number
        /** Minor units (cents) of `currency` */
        tax: number
        /** Minor units (cents) of `currency` */
        gross: number
        tax_name: string | null
        added_in: string
        added_by: string
        held: {
          /** UUID */
          location_id: string
          quantity: number
          until: string
        } | null
        problem: {
          code: 'out_of_stock' | 'not_here' | 'unpriced' | 'archived'
          available: number
          elsewhere: {
            /** UUID */
            store_id: string
            name: string
            available: number
            distance_km: number | null
            pickup_from: string | null
          }[]
        } | null
      }[]
      tax_included: boolean
      /** Minor units (cents) of `currency` */
      net: number
      /** Minor units (cents) of `currency` */
      tax: number
      /** Minor units (cents) of `currency` */
      gross: number
      taxes: {
        name: string
        tax_ppm: number
        /** Minor units (cents) of `currency` */
        net: number
        /** Minor units (cents) of `currency` */
        tax: number
        /** Minor units (cents) of `currency` */
        gross: number
      }[]
      promise: {
        ready_at: string | null
        ships_at: string | null
      } | null
      plan: {
        /** UUID */
        location_id: string
        store_id: string | null
        units: number
        promised_at: string | null
      }[]
      problems: number
      ready: boolean
      missing: ('lines' | 'problems' | 'delivery' | 'address' | 'contact')[]
      order_id: string | null
      merged_into_id: string | null
      updated_at: string
      expires_at: string
    }
  }
  /** Remove an identity; removed already is as good. */
  removeIdentity: {
    input: {
      /** UUID */
      customer_id: string
      /** UUID */
      identity_id: string
    }
    reply: {
      /** UUID */
      id: string
      given_name: string | null
      family_name: string | null
      company: string | null
      language: string | null
      birthday: string | null
      country: string | null
      created_at: string
      created_in: string
      ids: string[]
      tags: string[]
      erased_at: string | null
      identities: {
        /** UUID */
        id: string
        kind: 'email' | 'phone' | 'card' | 'external' | 'device' | 'social' | 'whatsapp'
        shown: string
        level: 'anonymous' | 'claimed' | 'verified'
        /** UUID */
        customer_id: string
        account: string
        value: string
        shared: boolean
        source: string
        valid_from: string
      }[]
      addresses: {
        /** UUID */
        id: string
        /** UUID */
        customer_id: string
        label: string | null
        address: {
          name?: string
          company?: string
          line1: string
          line2?: string
          city: string
          region?: string
          postcode: string
          country: string
          phone?: string
        }
        is_default: boolean
        created_at: string
      }[]
      preferences: {
        name: string
        value: unknown
        source: string
        updated_at: string
      }[]
      notes: {
        /** UUID */
        id: string
        /** UUID */
        customer_id: string
        text: string
        visible_to: 'staff' | 'customer'
        author_id: string | null
        author_name: string | null
        created_at: string
      }[]
      merges: {
        /** UUID */
        id: string
        /** UUID */
        kept_id: string
        /** UUID */
        joined_id: string
        evidence: unknown
        actor_kind: string
        actor_id: string | null
        merged_at: string
      }[]
    }
  }
  /** Remove a note; removed already is as good. */
  removeNote: {
    input: {
      /** UUID */
      customer_id: string
      /** UUID */
      note_id: string
    }
    reply: {
      /** UUID */
      id: string
      given_name: string | null
      family_name: string | null
      company: string | null
      language: string | null
      birthday: string | null
      country: string | null
      created_at: string
      created_in: string
      ids: string[]
      tags: string[]
      erased_at: string | null
      identities: {
        /** UUID */
        id: string
        kind: 'email' | 'phone' | 'card' | 'external' | 'device' | 'social' | 'whatsapp'
        shown: string
        level: 'anonymous' | 'claimed' | 'verified'
        /** UUID */
        customer_id: string
        account: string
        value: string
        shared: boolean
        source: string
        valid_from: string
      }[]
      addresses: {
        /** UUID */
        id: string
        /** UUID */
        customer_id: string
        label: string | null
        address: {
          name?: string
          company?: string
          line1: string
          line2?: string
          city: string
          region?: string
          postcode: string
          country: string
          phone?: string
        }
        is_default: boolean
        created_at: string
      }[]
      preferences: {
        name: string
        value: unknown
        source: string
        updated_at: string
      }[]
      notes: {
        /** UUID */
        id: string
        /** UUID */
        customer_id: string
        text: string
        visible_to: 'staff' | 'customer'
        author_id: string | null
        author_name: string | null
        created_at: string
      }[]
      merges: {
        /** UUID */
        id: string
        /** UUID */
        kept_id: string
        /** UUID */
        joined_id: string
        evidence: unknown
        actor_kind: string
        actor_id: string | null
        merged_at: string
      }[]
    }
  }
  /** Remove an address of yours. */
  removeOwnAddress: {
    input: {
      /** UUID */
      address_id: string
    }
    reply: {
      /** UUID */
      id: string
    }
  }
  /** Removes one of one’s own passkeys. Refused: not_found. */
  removePasskey: {
    input: {
      /** UUID */
      passkey_id: string
    }
    reply: Record<string, never>
  }
  /** Takes a picture off a product. */
  removePicture: {
    input: {
      /** UUID */
      product_id: string
      /** UUID */
      picture_id: string
    }
    reply: {
      removed: boolean
    }
  }
  /** Switches the second factor off, with a last code of it. Refused: bad_second_factor, no_totp, too_many_attempts. */
  removeTotp: {
    input: {
      totp_code?: string
      recovery_code?: string
    }
    reply: Record<string, never>
  }
  /** Takes away the second factor of somebody who lost it. Refused: not_found. */
  resetTotp: {
    input: {
      /** UUID */
      staff_id: string
    }
    reply: Record<string, never>
  }
  /** What was agreed with the customer: another store, or by post. Refused: other_store, wrong_state, not_at_store, address_missing, out_of_stock. */
  resolveException: {
    input: {
      /** UUID */
      fulfilment_id: string
      body: {
        /** UUID */
        store_id: string
      } | {
        ship_to: {
          name?: string
          company?: string
          line1: string
          line2?: string
          city: string
          region?: string
          postcode: string
          country: string
          phone?: string
        } | null
      }
    }
    reply: {
      next: {
        /** UUID */
        id: string
        /** UUID */
        order_id: string
        /** The order's number */
        number: string
        customer_id: string | null
        kind: 'ship' | 'pickup' | 'carry_out'
        status: 'assigned' | 'accepted' | 'picking' | 'ready' | 'handed_over' | 'shipped' | 'delivered' | 'exception' | 'rejected' | 'expired' | 'canceled'
        /** The how-manieth place is asked for these goods */
        attempt: number
        replaces_id: string | null
        location_id: string | null
        location_code: string | null
        location_name: string | null
        store_id: string | null
        store_code: string | null
        store_name: string | null
        pickup_store_id: string | null
        due_at: string
        ready_at: string | null
        hold_until: string | null
        handed_over_to: string | null
        signed_by: string | null
        carrier: string | null
        tracking: string | null
        created_at: string
        updated_at: string
        closed_at: string | null
      }[]
    }
  }
  /** Says what was done about a task. Refused: not_found, resolved_already. */
  resolveTillTask: {
    input: {
      /** UUID */
      task_id: string
      note: string
    }
    reply: {
      /** UUID */
      id: string
      kind: 'price_changed' | 'price_unapproved' | 'tax_differs' | 'rounding_off' | 'sold_below_promise' | 'over_limit' | 'unknown_article' | 'unknown_customer' | 'tender_unknown' | 'tender_differs' | 'told_twice' | 'amount_too_large'
      words: {
        es: string
        en: string
      }
      /** UUID */
      store_id: string
      /** UUID */
      device_id: string
      order_id: string | null
      number: string | null
      details: Record<string, unknown>
      raised_at: string
      resolved_at: string | null
      resolved_by: string | null
      note: string | null
    }
  }
  /** Hands the fact to its listener again. */
  retryDeadLetter: {
    input: {
      /** UUID */
      dead_letter_id: string
    }
    reply: {
      resolved: boolean
      error: string | null
    }
  }
  /** Locks a lost or replaced till out. Refused: not_found. */
  revokeDevice: {
    input: {
      /** UUID */
      device_id: string
    }
    reply: Record<string, never>
  }
  /** Ends a key at once. Refused: not_found. */
  revokeKey: {
    input: {
      /** UUID */
      key_id: string
    }
    reply: Record<string, never>
  }
  /** Ends one of one’s own sessions. Refused: not_found. */
  revokeSession: {
    input: {
      /** UUID */
      session_id: string
    }
    reply: Record<string, never>
  }
  /** Signs out everywhere. */
  revokeSessions: {
    input: {
      keep_this: boolean
    }
    reply: {
      sessions: number
    }
  }
  /** Makes the key’s successor; the old one lives on for the grace. Refused: not_found, key_not_living, key_exists. */
  rotateKey: {
    input: {
      /** UUID */
      key_id: string
      grace_s: number
      /** UUID */
      successor_id?: string
    }
    reply: {
      /** UUID */
      id: string
      kind: 'publishable' | 'secret'
      name: string
      prefix: string
      channel: string | null
      permissions: string[]
      created_at: string
      used_at: string | null
      expires_at: string | null
      revoked_at: string | null
      replaces_id: string | null
      /** Told this once */
      secret: string
    }
  }
  /** Recomputes every counter from its ledger and says what differs. */
  runDoctor: {
    input: {
      after?: string
      seconds?: number
    }
    reply: {
      /** Modules that were gone through to their end */
      checked: string[]
      findings: {
        check: string
        subject: string
        expected: string
        found: string
      }[]
      /** So many findings more than are shown */
      more: number
      at: string | null
      next: string | null
    }
  }
  /** Who else may be this person, with what speaks for it and against it. */
  samePerson: {
    input: {
      /** UUID */
      customer_id: string
    }
    reply: {
      items: {
        /** UUID */
        customer_id: string
        name: string | null
        reasons: {
          kind: 'same_identity' | 'same_name_and_birthday' | 'same_name_and_address' | 'same_device'
          identity_kind?: 'email' | 'phone' | 'card' | 'external' | 'device' | 'social' | 'whatsapp'
          shown?: string
          theirs?: 'anonymous' | 'claimed' | 'verified'
        }[]
        doubts: ('both_proved' | 'other_birthday' | 'other_name')[]
        weight: number
      }[]
    }
  }
  /** Makes, renames or moves a category. Refused: unknown_category, category_loop, name_required, too_many. */
  saveCategory: {
    input: {
      slug: string
      parent?: string | null
      names?: {
        es?: string
        en?: string
      }
      position?: number
    }
    reply: {
      /** UUID */
      category_id: string
    }
  }
  /** Adds or changes a channel. Refused: bad_origin, unknown_currency. */
  saveChannel: {
    input: {
      code: string
      kind: 'store' | 'web' | 'mobile' | 'phone' | 'mail' | 'chat' | 'whatsapp' | 'social' | 'marketplace' | 'agent' | 'import'
      name: string
      currency: string
      locale: 'es' | 'en'
      hold_seconds?: number
      active?: boolean
      /** Where its pages live (https://shop.example): customers come back to these alone after paying */
      origins?: string[]
    }
    reply: Record<string, never>
  }
  /** Adds or changes a company of the retailer: who sells, and how it rounds. */
  saveLegalEntity: {
    input: {
      /** UUID */
      legal_entity_id: string
      name: string
      tax_id?: string
      country: string
      address: {
        name?: string
        company?: string
        line1: string
        line2?: string
        city: string
        region?: string
        postcode: string
        country: string
        phone?: string
      }
      rounding_mode?: 'half_up' | 'half_even'
      rounding_level?: 'line' | 'document'
    }
    reply: Record<string, never>
  }
  /** Makes or changes a price list; switching it off ends it now. Refused: unknown_channel, bad_validity, price_list_in_use. */
  savePriceList: {
    input: {
      code: string
      name: string
      /** ISO 4217 code */
      currency: string
      tax_included: boolean
      channel?: string | null
      store_id?: string | null
      customer_tag?: string | null
      starts_at?: string | null
      ends_at?: string | null
      priority?: number
      active?: boolean
    }
    reply: {
      /** UUID */
      id: string
      code: string
      name: string
      /** ISO 4217 code */
      currency: string
      tax_included: boolean
      channel: string | null
      store_id: string | null
      customer_tag: string | null
      starts_at: string | null
      ends_at: string | null
      priority: number
      active: boolean
    }
  }
  /** Makes or changes a product; what is left out stays. Refused: id_taken, slug_taken, sku_taken, gtin_taken, bad_gtin, same_options, name_required, unknown_category, unknown_sku, too_many. */
  saveProduct: {
    input: {
      /** UUID */
      product_id: string
      slug: string
      status?: 'draft' | 'active' | 'archived'
      brand?: string | null
      product_type?: string | null
      kind?: 'goods' | 'service'
      tax_class?: 'standard' | 'reduced' | 'super_reduced' | 'exempt'
      texts?: {
        es?: {
          name?: string
          description?: string
          seo_title?: string | null
          seo_text?: string | null
        }
        en?: {
          name?: string
          description?: string
          seo_title?: string | null
          seo_text?: string | null
        }
      }
      /** All attributes: others are dropped */
      attributes?: {
        code: string
        names: {
          es?: string
          en?: string
        }
        value: {
          es?: string
          en?: string
        }
      }[]
      /** All tags: others are dropped */
      tags?: string[]
      /** Slugs of all categories: others are dropped */
      categories?: string[]
      options?: {
        code: string
        names: {
          es?: string
          en?: string
        }
        choices: {
          code: string
          names: {
            es?: string
            en?: string
          }
        }[]
      }[]
      variants?: {
        /** UUID */
        id?: string
        sku: string
        gtin?: string | null
        /** Option → choice, each by its code or its name; names not known yet become new options and choices */
        options?: Record<string, string>
        weight_g?: number | null
        status?: 'active' | 'archived'
      }[]
      pictures?: {
        /** As storePicture answered it */
        path: string
        width: number
        height: number
        alt?: {
          es?: string
          en?: string
        }
        sku?: string | null
      }[]
    }
    reply: {
      /** UUID */
      product_id: string
      /** By SKU */
      variant_ids: Record<string, string>
      created: boolean
      changed: boolean
    }
  }
  /** Adds or changes a cash position of a shop. Refused: register_elsewhere. */
  saveRegister: {
    input: {
      /** UUID */
      register_id: string
      /** UUID */
      store_id: string
      code: string
      name: string
    }
    reply: Record<string, never>
  }
  /** Changes name, home country, language, currency and time zone of the retailer. Refused: unknown_timezone, unknown_currency. */
  saveRetailer: {
    input: {
      name: string
      country: string
      default_locale: 'es' | 'en'
      default_currency: string
      timezone: string
    }
    reply: Record<string, never>
  }
  /** Adds or changes a shop with its hours and its stock location. Refused: hours_upside_down, code_taken, unknown_timezone. */
  saveStore: {
    input: {
      /** UUID */
      store_id: string
      code: string
      name: string
      /** UUID */
      legal_entity_id: string
      phone?: string
      email?: string
      address: {
        name?: string
        company?: string
        line1: string
        line2?: string
        city: string
        region?: string
        postcode: string
        country: string
        phone?: string
      }
      lat: number
      lng: number
      timezone: string
      pickup?: boolean
      pickup_lead_minutes?: number
      pickup_hold_days?: number
      /** false closes it for good: not found, not collected from, not sent from. Not said: it stays as it is */
      active?: boolean
      ships?: boolean
      max_orders_per_day?: number
      hours: {
        weekday: number
        opens: string
        closes: string
      }[]
      exceptions?: {
        on_date: string
        opens: string | null
        closes: string | null
        reason?: string
      }[]
    }
    reply: {
      /** UUID */
      id: string
      code: string
      name: string
      phone: string | null
      email: string | null
      address: Record<string, string>
      country: string
      region: string | null
      lat: number | null
      lng: number | null
      timezone: string
      pickup: boolean
      /** UUID */
      location_id: string
    }
  }
  /** Sets a tax rate from a day on. Refused: bad_validity. */
  saveTaxRate: {
    input: {
      /** ISO 3166-1 alpha-2 */
      country: string
      tax_class: 'standard' | 'reduced' | 'super_reduced' | 'exempt'
      name: string
      /** Millionths: 21 % = 210000 */
      rate_ppm: number
      valid_from: string
      /** ISO 3166-2: ES-CN */
      region?: string
      valid_to?: string | null
    }
    reply: {
      /** UUID */
      id: string
      /** ISO 3166-1 alpha-2 */
      country: string
      tax_class: 'standard' | 'reduced' | 'super_reduced' | 'exempt'
      name: string
      /** Millionths: 21 % = 210000 */
      rate_ppm: number
      valid_from: string
      region: string
      valid_to: string | null
    }
  }
  /** Adds or changes a warehouse. Refused: code_taken, unknown_timezone, not_a_warehouse. */
  saveWarehouse: {
    input: {
      /** UUID */
      location_id: string
      code: string
      name: string
      country: string
      region?: string
      lat: number
      lng: number
      timezone: string
      priority?: number
      max_orders_per_day?: number
    }
    reply: {
      /** UUID */
      id: string
      code: string
      name: string
    }
  }
  /** Products for what somebody typed, best first; also with typing errors. Refused: bad_cursor. */
  searchProducts: {
    input: {
      limit?: number
      after?: string
      text: string
      locale?: 'es' | 'en'
    }
    reply: {
      items: {
        /** UUID */
        id: string
        slug: string
        status: 'draft' | 'active' | 'archived'
        name: string
        brand: string | null
        picture: string | null
        /** Variants on sale, in order, at most 50 */
        variant_ids: string[]
      }[]
      next: string | null
      /** Nothing has these words; these are spelled or sound alike */
      similar: boolean
    }
  }
  /** A sale over the counter in one call: priced, paid, written, goods out of the door. Refused: cart_changed, payment_short, unpriced, unknown_article, other_store, sale_exists, line_twice, tender_twice, not_found, payment_differs, unknown_channel, no_tax_rate. */
  sellAtTill: {
    input: {
      /** UUID */
      id: string
      /** UUID */
      store_id: string
      /** UUID */
      customer_id?: string
      lines: {
        /** UUID */
        id: string
        /** UUID */
        variant_id: string
        quantity: number
      }[]
      tenders: {
        /** UUID */
        id: string
        provider: 'cash' | 'terminal'
        amount: number
        /** Minor units (cents) of `currency` */
        given?: number
        reference?: string
      }[]
      /** Minor units (cents) of `currency` */
      expected_total: number
    }
    reply: {
      /** UUID */
      order_id: string
      number: string
      created: boolean
      /** Minor units (cents) of `currency` */
      gross: number
      /** ISO 4217 code */
      currency: string
      /** Minor units (cents) of `currency` */
      change: number
    }
  }
  /** Says from which locations a channel sells, and how. Refused: unknown_channel, location_twice. */
  sellFrom: {
    input: {
      code: string
      locations: {
        /** UUID */
        location_id: string
        ships: boolean
        pickup: boolean
      }[]
    }
    reply: Record<string, never>
  }
  /** Sends the customer the link that opens this cart in the shop, to check it and pay. Refused: cart_closed, contact_needed, nothing_to_pay, unknown_channel, no_tax_rate. */
  sendPayLink: {
    input: {
      /** UUID */
      cart_id: string
    }
    reply: {
      to_kind: 'email' | 'phone'
    }
  }
  /** Sends the receipt of an order of this store by mail. Refused: not_found, other_store, too_many_attempts. */
  sendReceipt: {
    input: {
      /** UUID */
      order_id: string
      email: string
    }
    reply: {
      /** UUID */
      letter_id: string
    }
  }
  /** What happened at this till, in its order; each fact is taken once however often it is sent. Refused: sequence_gap, chain_broken, bad_sale, bad_shift, unknown_staff, sale_exists, unknown_channel, amount_too_large. */
  sendTillFacts: {
    input: {
      facts: ({
        seq: number
        /** SHA-256 in lower-case hexadecimal */
        prev_hash: string
        /** SHA-256 in lower-case hexadecimal */
        hash: string
        kind: 'shift_opened'
        at: string
        /** UUID */
        staff_id: string
        body: {
          /** UUID */
          shift_id: string
          /** Minor units (cents) */
          float: number
        }
      } | {
        seq: number
        /** SHA-256 in lower-case hexadecimal */
        prev_hash: string
        /** SHA-256 in lower-case hexadecimal */
        hash: string
        kind: 'cash_moved'
        at: string
        /** UUID */
        staff_id: string
        body: {
          /** UUID */
          movement_id: string
          /** UUID */
          shift_id: string
          direction: 'in' | 'out'
          amount: number
          reason: string
        }
      } | {
        seq: number
        /** SHA-256 in lower-case hexadecimal */
        prev_hash: string
        /** SHA-256 in lower-case hexadecimal */
        hash: string
        kind: 'sale'
        at: string
        /** UUID */
        staff_id: string
        body: {
          /** UUID */
          order_id: string
          /** UUID */
          shift_id: string
          receipt: {
            series: string
            number: number
          }
          customer_id: string | null
          lines: {
            /** UUID */
            id: string
            /** UUID */
            variant_id: string
            sku: string
            name: string
            options: Record<string, string>
            quantity: number
            /** Minor units (cents) of `currency` */
            list_price: number
            /** Minor units (cents) of `currency` */
            unit_price: number
            price_reason: string | null
            approved_by: string | null
            tax_name: string
            tax_ppm: number
            note: string | null
          }[]
          /** Minor units (cents) of `currency` */
          net: number
          /** Minor units (cents) of `currency` */
          tax: number
          /** Minor units (cents) of `currency` */
          gross: number
          /** Of cash: what the tenders are more or less */
          rounding: number
          /** ISO 4217 code */
          currency: string
          tax_included: boolean
          tenders: {
            /** UUID */
            id: string
            kind: 'cash' | 'terminal'
            amount: number
            given?: number
            reference?: string
          }[]
          version: string
          offline: boolean
        }
      } | {
        seq: number
        /** SHA-256 in lower-case hexadecimal */
        prev_hash: string
        /** SHA-256 in lower-case hexadecimal */
        hash: string
        kind: 'tender_taken'
        at: string
        /** UUID */
        staff_id: string
        body: {
          /** UUID */
          payment_id: string
          /** UUID */
          shift_id: string
          order_id: string | null
          kind: 'cash' | 'terminal'
          amount: number
          /** Of cash: what the tenders are more or less */
          rounding?: number
        }
      } | {
        seq: number
        /** SHA-256 in lower-case hexadecimal */
        prev_hash: string
        /** SHA-256 in lower-case hexadecimal */
        hash: string
        kind: 'ticket_voided'
        at: string
        /** UUID */
        staff_id: string
        body: {
          /** UUID */
          ticket_id: string
          reason: string
          /** Minor units (cents) of `currency` */
          gross: number
          lines: {
            sku: string
            quantity: number
            /** Minor units (cents) of `currency` */
            gross: number
          }[]
        }
      } | {
        seq: number
        /** SHA-256 in lower-case hexadecimal */
        prev_hash: string
        /** SHA-256 in lower-case hexadecimal */
        hash: string
        kind: 'shift_closed'
        at: string
        /** UUID */
        staff_id: string
        body: {
          /** UUID */
          shift_id: string
          z_number: number
          counted: {
            cash: number
            terminal: number
          }
          expected: {
            cash: number
            terminal: number
          }
          sales: {
            count: number
            gross: number
          }
          pending: 0
        }
      })[]
    }
    reply: {
      /** Number of the last fact that is kept here */
      watermark: number
      last_hash: string
      results: {
        seq: number
        outcome: 'taken' | 'known'
        /** UUID */
        order_id?: string
        number?: string
        tasks: {
          /** UUID */
          id: string
          kind: 'price_changed' | 'price_unapproved' | 'tax_differs' | 'rounding_off' | 'sold_below_promise' | 'over_limit' | 'unknown_article' | 'unknown_customer' | 'tender_unknown' | 'tender_differs' | 'told_twice' | 'amount_too_large'
          words: {
            es: string
            en: string
          }
        }[]
      }[]
    }
  }
  /** Send goods to another place; what is promised stays. Refused: not_enough, same_place, unknown_article, not_found. */
  sendTransfer: {
    input: {
      /** UUID */
      id: string
      /** UUID */
      from_id: string
      /** UUID */
      to_id: string
      reason?: string
      lines: {
        /** UUID */
        variant_id: string
        quantity: number
      }[]
    }
    reply: {
      /** UUID */
      transfer_id: string
    }
  }
  /** How to reach the customer about this order. Refused: not_the_owner, bad_contact, customer_erased, cart_changed, cart_closed, unknown_channel, no_tax_rate. */
  setCartContact: {
    input: {
      /** UUID */
      cart_id: string
      name?: string
      email?: string
      phone?: string
      expected_version?: number
    }
    reply: {
      /** UUID */
      id: string
      code: string
      version: number
      status: 'open' | 'placed' | 'merged' | 'expired'
      customer: {
        /** UUID */
        id: string
        given_name: string | null
        family_name: string | null
      } | null
      channel: string
      touched_in: string[]
      /** ISO 4217 code */
      currency: string
      locale: string
      store_id: string | null
      delivery: {
        method: 'ship' | 'pickup' | 'carry_out' | null
        pickup_store_id: string | null
        pickup_store_name: string | null
        address: {
          name?: string
          company?: string
          line1: string
          line2?: string
          city: string
          region?: string
          postcode: string
          country: string
          phone?: string
        } | null
      }
      contact: {
        name?: string
        email?: string
        phone?: string
      } | null
      note: string | null
      lines: {
        /** UUID */
        line_id: string
        /** UUID */
        variant_id: string
        sku: string
        /** Of the product */
        slug: string
        name: string
        options: Record<string, string>
        picture: string | null
        quantity: number
        saved: boolean
        note: string | null
        unit_price: number | null
        compare_at: number | null
        lowest_30d: number | null
        price_seen: number | null
        /** Minor units (cents) of `currency` */
        net: number
        /** Minor units (cents) of `currency` */
        tax: number
        /** Minor units (cents) of `currency` */
        gross: number
        tax_name: string | null
        added_in: string
        added_by: string
        held: {
          /** UUID */
          location_id: string
          quantity: number
          until: string
        } | null
        problem: {
          code: 'out_of_stock' | 'not_here' | 'unpriced' | 'archived'
          available: number
          elsewhere: {
            /** UUID */
            store_id: string
            name: string
            available: number
            distance_km: number | null
            pickup_from: string | null
          }[]
        } | null
      }[]
      tax_included: boolean
      /** Minor units (cents) of `currency` */
      net: number
      /** Minor units (cents) of `currency` */
      tax: number
      /** Minor units (cents) of `currency` */
      gross: number
      taxes: {
        name: string
        tax_ppm: number
        /** Minor units (cents) of `currency` */
        net: number
        /** Minor units (cents) of `currency` */
        tax: number
        /** Minor units (cents) of `currency` */
        gross: number
      }[]
      promise: {
        ready_at: string | null
        ships_at: string | null
      } | null
      plan: {
        /** UUID */
        location_id: string
        store_id: string | null
        units: number
        promised_at: string | null
      }[]
      problems: number
      ready: boolean
      missing: ('lines' | 'problems' | 'delivery' | 'address' | 'contact')[]
      order_id: string | null
      merged_into_id: string | null
      updated_at: string
      expires_at: string
    }
  }
  /** Puts the cart under a customer staff have found. Refused: cart_changed, cart_closed, unknown_channel, no_tax_rate. */
  setCartCustomer: {
    input: {
      /** UUID */
      cart_id: string
      /** UUID */
      customer_id: string
      expected_version?: number
    }
    reply: {
      /** UUID */
      id: string
      code: string
      version: number
      status: 'open' | 'placed' | 'merged' | 'expired'
      customer: {
        /** UUID */
        id: string
        given_name: string | null
        family_name: string | null
      } | null
      channel: string
      touched_in: string[]
      /** ISO 4217 code */
      currency: string
      locale: string
      store_id: string | null
      delivery: {
        method: 'ship' | 'pickup' | 'carry_out' | null
        pickup_store_id: string | null
        pickup_store_name: string | null
        address: {
          name?: string
          company?: string
          line1: string
          line2?: string
          city: string
          region?: string
          postcode: string
          country: string
          phone?: string
        } | null
      }
      contact: {
        name?: string
        email?: string
        phone?: string
      } | null
      note: string | null
      lines: {
        /** UUID */
        line_id: string
        /** UUID */
        variant_id: string
        sku: string
        /** Of the product */
        slug: string
        name: string
        options: Record<string, string>
        picture: string | null
        quantity: number
        saved: boolean
        note: string | null
        unit_price: number | null
        compare_at: number | null
        lowest_30d: number | null
        price_seen: number | null
        /** Minor units (cents) of `currency` */
        net: number
        /** Minor units (cents) of `currency` */
        tax: number
        /** Minor units (cents) of `currency` */
        gross: number
        tax_name: string | null
        added_in: string
        added_by: string
        held: {
          /** UUID */
          location_id: string
          quantity: number
          until: string
        } | null
        problem: {
          code: 'out_of_stock' | 'not_here' | 'unpriced' | 'archived'
          available: number
          elsewhere: {
            /** UUID */
            store_id: string
            name: string
            available: number
            distance_km: number | null
            pickup_from: string | null
          }[]
        } | null
      }[]
      tax_included: boolean
      /** Minor units (cents) of `currency` */
      net: number
      /** Minor units (cents) of `currency` */
      tax: number
      /** Minor units (cents) of `currency` */
      gross: number
      taxes: {
        name: string
        tax_ppm: number
        /** Minor units (cents) of `currency` */
        net: number
        /** Minor units (cents) of `currency` */
        tax: number
        /** Minor units (cents) of `currency` */
        gross: number
      }[]
      promise: {
        ready_at: string | null
        ships_at: string | null
      } | null
      plan: {
        /** UUID */
        location_id: string
        store_id: string | null
        units: number
        promised_at: string | null
      }[]
      problems: number
      ready: boolean
      missing: ('lines' | 'problems' | 'delivery' | 'address' | 'contact')[]
      order_id: string | null
      merged_into_id: string | null
      updated_at: string
      expires_at: string
    }
  }
  /** Ship, collect in a store, or carry out; the held goods move along. Refused: not_the_owner, store_needed, no_pickup_here, not_in_a_store, cart_changed, cart_closed, unknown_channel, no_tax_rate. */
  setCartDelivery: {
    input: {
      /** UUID */
      cart_id: string
      method: 'ship' | 'pickup' | 'carry_out'
      pickup_store_id?: string | null
      address?: {
        name?: string
        company?: string
        line1: string
        line2?: string
        city: string
        region?: string
        postcode: string
        country: string
        phone?: string
      } | null
      /** UUID */
      store_id?: string
      expected_version?: number
    }
    reply: {
      /** UUID */
      id: string
      code: string
      version: number
      status: 'open' | 'placed' | 'merged' | 'expired'
      customer: {
        /** UUID */
        id: string
        given_name: string | null
        family_name: string | null
      } | null
      channel: string
      touched_in: string[]
      /** ISO 4217 code */
      currency: string
      locale: string
      store_id: string | null
      delivery: {
        method: 'ship' | 'pickup' | 'carry_out' | null
        pickup_store_id: string | null
        pickup_store_name: string | null
        address: {
          name?: string
          company?: string
          line1: string
          line2?: string
          city: string
          region?: string
          postcode: string
          country: string
          phone?: string
        } | null
      }
      contact: {
        name?: string
        email?: string
        phone?: string
      } | null
      note: string | null
      lines: {
        /** UUID */
        line_id: string
        /** UUID */
        variant_id: string
        sku: string
        /** Of the product */
        slug: string
        name: string
        options: Record<string, string>
        picture: string | null
        quantity: number
        saved: boolean
        note: string | null
        unit_price: number | null
        compare_at: number | null
        lowest_30d: number | null
        price_seen: number | null
        /** Minor units (cents) of `currency` */
        net: number
        /** Minor units (cents) of `currency` */
        tax: number
        /** Minor units (cents) of `currency` */
        gross: number
        tax_name: string | null
        added_in: string
        added_by: string
        held: {
          /** UUID */
          location_id: string
          quantity: number
          until: string
        } | null
        problem: {
          code: 'out_of_stock' | 'not_here' | 'unpriced' | 'archived'
          available: number
          elsewhere: {
            /** UUID */
            store_id: string
            name: string
            available: number
            distance_km: number | null
            pickup_from: string | null
          }[]
        } | null
      }[]
      tax_included: boolean
      /** Minor units (cents) of `currency` */
      net: number
      /** Minor units (cents) of `currency` */
      tax: number
      /** Minor units (cents) of `currency` */
      gross: number
      taxes: {
        name: string
        tax_ppm: number
        /** Minor units (cents) of `currency` */
        net: number
        /** Minor units (cents) of `currency` */
        tax: number
        /** Minor units (cents) of `currency` */
        gross: number
      }[]
      promise: {
        ready_at: string | null
        ships_at: string | null
      } | null
      plan: {
        /** UUID */
        location_id: string
        store_id: string | null
        units: number
        promised_at: string | null
      }[]
      problems: number
      ready: boolean
      missing: ('lines' | 'problems' | 'delivery' | 'address' | 'contact')[]
      order_id: string | null
      merged_into_id: string | null
      updated_at: string
      expires_at: string
    }
  }
  /** Changes how many, the note, or sets the line aside for later. Refused: quantity_too_large, amount_too_large, cart_changed, cart_closed, unknown_channel, no_tax_rate. */
  setCartLine: {
    input: {
      /** UUID */
      cart_id: string
      /** UUID */
      line_id: string
      quantity?: number
      note?: string | null
      saved?: boolean
      expected_version?: number
    }
    reply: {
      /** UUID */
      id: string
      code: string
      version: number
      status: 'open' | 'placed' | 'merged' | 'expired'
      customer: {
        /** UUID */
        id: string
        given_name: string | null
        family_name: string | null
      } | null
      channel: string
      touched_in: string[]
      /** ISO 4217 code */
      currency: string
      locale: string
      store_id: string | null
      delivery: {
        method: 'ship' | 'pickup' | 'carry_out' | null
        pickup_store_id: string | null
        pickup_store_name: string | null
        address: {
          name?: string
          company?: string
          line1: string
          line2?: string
          city: string
          region?: string
          postcode: string
          country: string
          phone?: string
        } | null
      }
      contact: {
        name?: string
        email?: string
        phone?: string
      } | null
      note: string | null
      lines: {
        /** UUID */
        line_id: string
        /** UUID */
        variant_id: string
        sku: string
        /** Of the product */
        slug: string
        name: string
        options: Record<string, string>
        picture: string | null
        quantity: number
        saved: boolean
        note: string | null
        unit_price: number | null
        compare_at: number | null
        lowest_30d: number | null
        price_seen: number | null
        /** Minor units (cents) of `currency` */
        net: number
        /** Minor units (cents) of `currency` */
        tax: number
        /** Minor units (cents) of `currency` */
        gross: number
        tax_name: string | null
        added_in: string
        added_by: string
        held: {
          /** UUID */
          location_id: string
          quantity: number
          until: string
        } | null
        problem: {
          code: 'out_of_stock' | 'not_here' | 'unpriced' | 'archived'
          available: number
          elsewhere: {
            /** UUID */
            store_id: string
            name: string
            available: number
            distance_km: number | null
            pickup_from: string | null
          }[]
        } | null
      }[]
      tax_included: boolean
      /** Minor units (cents) of `currency` */
      net: number
      /** Minor units (cents) of `currency` */
      tax: number
      /** Minor units (cents) of `currency` */
      gross: number
      taxes: {
        name: string
        tax_ppm: number
        /** Minor units (cents) of `currency` */
        net: number
        /** Minor units (cents) of `currency` */
        tax: number
        /** Minor units (cents) of `currency` */
        gross: number
      }[]
      promise: {
        ready_at: string | null
        ships_at: string | null
      } | null
      plan: {
        /** UUID */
        location_id: string
        store_id: string | null
        units: number
        promised_at: string | null
      }[]
      problems: number
      ready: boolean
      missing: ('lines' | 'problems' | 'delivery' | 'address' | 'contact')[]
      order_id: string | null
      merged_into_id: string | null
      updated_at: string
      expires_at: string
    }
  }
  /** Say whether several people use this contact; shared ones prove nobody. Refused: owned_twice. */
  setIdentityShared: {
    input: {
      /** UUID */
      customer_id: string
      /** UUID */
      identity_id: string
      shared: boolean
    }
    reply: {
      /** UUID */
      id: string
      given_name: string | null
      family_name: string | null
      company: string | null
      language: string | null
      birthday: string | null
      country: string | null
      created_at: string
      created_in: string
      ids: string[]
      tags: string[]
      erased_at: string | null
      identities: {
        /** UUID */
        id: string
        kind: 'email' | 'phone' | 'card' | 'external' | 'device' | 'social' | 'whatsapp'
        shown: string
        level: 'anonymous' | 'claimed' | 'verified'
        /** UUID */
        customer_id: string
        account: string
        value: string
        shared: boolean
        source: string
        valid_from: string
      }[]
      addresses: {
        /** UUID */
        id: string
        /** UUID */
        customer_id: string
        label: string | null
        address: {
          name?: string
          company?: string
          line1: string
          line2?: string
          city: string
          region?: string
          postcode: string
          country: string
          phone?: string
        }
        is_default: boolean
        created_at: string
      }[]
      preferences: {
        name: string
        value: unknown
        source: string
        updated_at: string
      }[]
      notes: {
        /** UUID */
        id: string
        /** UUID */
        customer_id: string
        text: string
        visible_to: 'staff' | 'customer'
        author_id: string | null
        author_name: string | null
        created_at: string
      }[]
      merges: {
        /** UUID */
        id: string
        /** UUID */
        kept_id: string
        /** UUID */
        joined_id: string
        evidence: unknown
        actor_kind: string
        actor_id: string | null
        merged_at: string
      }[]
    }
  }
  /** Say what you prefer; null forgets it. Refused: too_many_preferences. */
  setOwnPreference: {
    input: {
      name: string
      value: string | number | boolean | string[] | null
    }
    reply: {
      name: string
      value: unknown
    }
  }
  /** Say what a person prefers; null forgets it. Refused: too_many_preferences, customer_erased. */
  setPreference: {
    input: {
      /** UUID */
      customer_id: string
      name: string
      value: string | number | boolean | string[] | null
    }
    reply: {
      /** UUID */
      id: string
      given_name: string | null
      family_name: string | null
      company: string | null
      language: string | null
      birthday: string | null
      country: string | null
      created_at: string
      created_in: string
      ids: string[]
      tags: string[]
      erased_at: string | null
      identities: {
        /** UUID */
        id: string
        kind: 'email' | 'phone' | 'card' | 'external' | 'device' | 'social' | 'whatsapp'
        shown: string
        level: 'anonymous' | 'claimed' | 'verified'
        /** UUID */
        customer_id: string
        account: string
        value: string
        shared: boolean
        source: string
        valid_from: string
      }[]
      addresses: {
        /** UUID */
        id: string
        /** UUID */
        customer_id: string
        label: string | null
        address: {
          name?: string
          company?: string
          line1: string
          line2?: string
          city: string
          region?: string
          postcode: string
          country: string
          phone?: string
        }
        is_default: boolean
        created_at: string
      }[]
      preferences: {
        name: string
        value: unknown
        source: string
        updated_at: string
      }[]
      notes: {
        /** UUID */
        id: string
        /** UUID */
        customer_id: string
        text: string
        visible_to: 'staff' | 'customer'
        author_id: string | null
        author_name: string | null
        created_at: string
      }[]
      merges: {
        /** UUID */
        id: string
        /** UUID */
        kept_id: string
        /** UUID */
        joined_id: string
        evidence: unknown
        actor_kind: string
        actor_id: string | null
        merged_at: string
      }[]
    }
  }
  /** Sets prices of a list and keeps what was asked before; amount null removes one. Refused: duplicate_price, unknown_variant, too_many_prices. */
  setPrices: {
    input: {
      code: string
      prices: {
        /** UUID */
        variant_id: string
        amount: number | null
        compare_at?: number | null
        min_quantity?: number
      }[]
    }
    reply: {
      changed: number
    }
  }
  /** Gives somebody a password to choose their own with, within three days, and signs them out everywhere. Refused: not_found, password_too_common, busy. */
  setStaffPassword: {
    input: {
      /** UUID */
      staff_id: string
      password: string
    }
    reply: Record<string, never>
  }
  /** Sets the PIN somebody types at a till: one’s own, signed in by more than it, or of people one may edit. Refused: not_found, pin_too_simple, busy. */
  setStaffPin: {
    input: {
      /** UUID */
      staff_id: string
      /** 4 to 8 digits */
      pin: string
    }
    reply: Record<string, never>
  }
  /** Units kept back from promises, and how far promises may exceed the goods. Refused: article_twice, unknown_article, not_found. */
  setStockPolicy: {
    input: {
      /** UUID */
      location_id: string
      lines: {
        /** UUID */
        variant_id: string
        safety_stock?: number
        backorder_limit?: number
      }[]
    }
    reply: {
      set: boolean
    }
  }
  /** Sets what a store allows its tills. Refused: not_found, other_store. */
  setTillSettings: {
    input: {
      /** UUID */
      store_id: string
      /** Minor units (cents) of `currency` */
      offline_sale_max: number
      offline_hours_max: number
      offline_tenders: ('cash' | 'terminal')[]
      /** A bigger price change needs somebody who may approve it */
      approve_discount_over_ppm: number
      /** In minor units; 1: cash is not rounded */
      cash_rounding: number
      handover_proof: 'code' | 'signature' | 'document'
      /** A till nobody touches for so many minutes locks itself; 0: never */
      lock_after_min: number
      receipt_header: string
      receipt_footer: string
    }
    reply: {
      /** Minor units (cents) of `currency` */
      offline_sale_max: number
      offline_hours_max: number
      offline_tenders: ('cash' | 'terminal')[]
      /** A bigger price change needs somebody who may approve it */
      approve_discount_over_ppm: number
      /** In minor units; 1: cash is not rounded */
      cash_rounding: number
      handover_proof: 'code' | 'signature' | 'document'
      /** A till nobody touches for so many minutes locks itself; 0: never */
      lock_after_min: number
      receipt_header: string
      receipt_footer: string
    }
  }
  /** The first hour: the retailer, its company, its owner; once, with the code in the data folder. Refused: bad_set_up_code, password_too_common, unknown_timezone, unknown_currency, already_set_up, too_many_attempts, busy. */
  setUp: {
    input: {
      code: string
      retailer: {
        name: string
        country: string
        default_locale: 'es' | 'en'
        default_currency: string
        timezone: string
      }
      legal_entity: {
        name: string
        tax_id?: string
        country: string
        address: {
          name?: string
          company?: string
          line1: string
          line2?: string
          city: string
          region?: string
          postcode: string
          country: string
          phone?: string
        }
        rounding_mode?: 'half_up' | 'half_even'
        rounding_level?: 'line' | 'document'
      }
      owner: {
        email: string
        name: string
        password: string
      }
    }
    reply: {
      /** UUID */
      staff_id: string
    }
  }
  /** Staff come in with e-mail, password and, where set up, a second factor. Refused: bad_sign_in, password_given, password_expired, password_is_own, password_unchanged, password_too_common, totp_required, bad_second_factor, too_many_attempts, busy. */
  signIn: {
    input: {
      email: string
      password: string
      new_password?: string
      totp_code?: string
      recovery_code?: string
      /** Also set the session as cookie `hilo_session` */
      cookie?: boolean
    }
    reply: {
      /** UUID */
      session_id: string
      /** Told this once */
      token: string
      expires_at: string
      staff: {
        /** UUID */
        id: string
        email: string
        name: string
        role: 'owner' | 'manager' | 'assistant' | 'agent' | 'marketer' | 'analyst'
        locale: string
      }
    }
  }
  /** Somebody of the shop takes their place at this till by PIN, in its store alone. Refused: bad_pin, too_many_attempts, busy. */
  signInAtTill: {
    input: {
      /** UUID */
      staff_id: string
      /** 4 to 8 digits */
      pin: string
    }
    reply: {
      /** UUID */
      session_id: string
      /** Told this once */
      token: string
      expires_at: string
      staff: {
        /** UUID */
        id: string
        email: string
        name: string
        role: 'owner' | 'manager' | 'assistant' | 'agent' | 'marketer' | 'analyst'
        locale: string
      }
    }
  }
  /** Proves a contact: the visitor becomes the shopper it belongs to. Refused: bad_code, code_expired, contact_blocked, not_found. */
  signInByCode: {
    input: {
      /** UUID */
      challenge_id: string
      code: string
      /** Also set the session as cookie `hilo_session` */
      cookie?: boolean
    }
    reply: {
      /** UUID */
      session_id: string
      /** Told this once */
      token: string
      expires_at: string
      /** UUID */
      customer_id: string
    }
  }
  /** Staff and shoppers come in with a passkey. Refused: bad_passkey, challenge_expired. */
  signInByPasskey: {
    input: {
      /** UUID */
      challenge_id: string
      response: {
        id: string
        rawId: string
        type: 'public-key'
        clientExtensionResults?: Record<string, unknown>
        authenticatorAttachment?: string
        response: {
          clientDataJSON: string
          authenticatorData: string
          signature: string
        } & Record<string, unknown>
      } & Record<string, unknown>
      /** Also set the session as cookie `hilo_session` */
      cookie?: boolean
    }
    reply: {
      /** UUID */
      session_id: string
      /** Told this once */
      token: string
      expires_at: string
      kind: 'staff' | 'customer'
      staff: {
        /** UUID */
        id: string
        email: string
        name: string
        role: 'owner' | 'manager' | 'assistant' | 'agent' | 'marketer' | 'analyst'
        locale: string
      } | null
      customer_id: string | null
    }
  }
  /** Ends this session. */
  signOut: {
    input: Record<string, never>
    reply: Record<string, never>
  }
  /** Begins to take a source in; the same source goes on where it stopped. Refused: unknown_location. */
  startImport: {
    input: {
      kind: 'online-retail' | 'catalogue'
      /** File name and hash of its content */
      source: string
      /** Code of the location of the goods */
      location?: string
    }
    reply: {
      /** UUID */
      id: string
      kind: 'online-retail' | 'catalogue'
      source: string
      status: 'running' | 'completed' | 'differs'
      /** The last batch taken */
      batch: number
      rows: number
      accepted: number
      skipped: number
      refused: number
      /** reading, then what is being built, then done */
      stage: string
      figures: {
        name: string
        expected: number | null
        found: number | null
      }[]
      started_at: string
      updated_at: string
      finished_at: string | null
    }
  }
  /** Somebody goes for the goods; the order is not changed any more without them. Refused: other_store, wrong_state. */
  startPicking: {
    input: {
      /** UUID */
      fulfilment_id: string
    }
    reply: {
      /** UUID */
      id: string
      /** UUID */
      order_id: string
      /** The order's number */
      number: string
      customer_id: string | null
      kind: 'ship' | 'pickup' | 'carry_out'
      status: 'assigned' | 'accepted' | 'picking' | 'ready' | 'handed_over' | 'shipped' | 'delivered' | 'exception' | 'rejected' | 'expired' | 'canceled'
      /** The how-manieth place is asked for these goods */
      attempt: number
      replaces_id: string | null
      location_id: string | null
      location_code: string | null
      location_name: string | null
      store_id: string | null
      store_code: string | null
      store_name: string | null
      pickup_store_id: string | null
      due_at: string
      ready_at: string | null
      hold_until: string | null
      handed_over_to: string | null
      signed_by: string | null
      carrier: string | null
      tracking: string | null
      created_at: string
      updated_at: string
      closed_at: string | null
    }
  }
  /** Begins to set up an authenticator app. Refused: totp_active. */
  startTotp: {
    input: Record<string, never>
    reply: {
      secret: string
      uri: string
    }
  }
  /** Begins the thread of a visitor nobody knows yet. */
  startVisit: {
    input: {
      language?: 'es' | 'en'
      /** Also set the session as cookie `hilo_session` */
      cookie?: boolean
    }
    reply: {
      /** UUID */
      session_id: string
      /** Told this once */
      token: string
      expires_at: string
      /** UUID */
      customer_id: string
    }
  }
  /** The customer pays another way, or not at all: what was begun online can be paid no more, what is held is let go. Refused: cart_closed, not_the_owner. */
  stopPaying: {
    input: {
      /** UUID */
      cart_id: string
    }
    reply: {
      /** Payments that were open */
      stopped: number
    }
  }
  /** At most eight products while somebody types. */
  suggestProducts: {
    input: {
      text: string
      locale?: 'es' | 'en'
    }
    reply: {
      items: {
        /** UUID */
        id: string
        slug: string
        status: 'draft' | 'active' | 'archived'
        name: string
        brand: string | null
        picture: string | null
        /** Variants on sale, in order, at most 50 */
        variant_ids: string[]
      }[]
    }
  }
  /** The next rows of the source; a batch said twice is taken once. Refused: batch_out_of_order, import_closed, unknown_part. */
  takeImportBatch: {
    input: {
      /** UUID */
      import_id: string
      /** 1, 2, 3 … */
      batch: number
      rows: {
        part: string
        /** Its place in the file, for the list of errors */
        row: number
        /** Column → cell, as it stands in the file */
        cells: Record<string, string>
      }[]
    }
    reply: {
      batch: number
      accepted: number
      skipped: number
      refused: number
      errors: {
        /** Which file of the source */
        part: string
        row: number
        code: string
        severity: 'refused' | 'skipped' | 'remark'
        message: string
      }[]
    }
  }
  /** A picture the rows name; it goes to every product and variant that names it. Refused: not_a_picture, picture_too_large, unknown_picture, import_unfinished. */
  takeImportPicture: {
    input: {
      /** UUID */
      import_id: string
      file: string
      /** The file in base64 */
      data: string
    }
    reply: {
      /** Products and variants that show it */
      placed: number
    }
  }
  /** A whole order in one call, for those who need no cart: priced, promised, written, paid. Refused: cart_changed, payment_short, nothing_to_pay, out_of_stock, unknown_article, not_for_sale, unpriced, store_needed, no_pickup_here, address_needed, contact_needed, bad_contact, other_store, sale_exists, line_twice, tender_twice, given_too_little, payment_differs, unknown_channel, no_tax_rate, amount_too_large, not_found. */
  takeOrder: {
    input: {
      /** UUID */
      id: string
      /** UUID */
      customer_id?: string
      delivery: {
        method: 'ship' | 'pickup'
        /** UUID */
        pickup_store_id?: string
        address?: {
          name?: string
          company?: string
          line1: string
          line2?: string
          city: string
          region?: string
          postcode: string
          country: string
          phone?: string
        }
      }
      contact: {
        name?: string
        email?: string
        phone?: string
      }
      lines: {
        /** UUID */
        id: string
        /** UUID */
        variant_id: string
        quantity: number
        note?: string
      }[]
      tenders: {
        /** UUID */
        id: string
        provider: 'cash' | 'terminal'
        amount: number
        /** Minor units (cents) of `currency` */
        given?: number
        reference?: string
        /** UUID */
        store_id?: string
      }[]
      /** Minor units (cents) of `currency` */
      expected_total: number
      /** The rest is paid at collection */
      pay_later?: boolean
      note?: string
    }
    reply: {
      /** UUID */
      order_id: string
      number: string
      created: boolean
    }
  }
  /** Makes your member card; the one you have stays the one. Refused: customer_erased. */
  takeOwnCard: {
    input: Record<string, never>
    reply: {
      card: {
        number: string
        /** The square code of the number */
        svg: string
      }
    }
  }
  /** Cash or terminal at the counter, for a cart about to be placed. Refused: nothing_to_pay, cart_closed, given_too_little, other_store, payment_differs, no_tax_rate, unknown_channel. */
  takeTenderForCart: {
    input: {
      /** UUID */
      cart_id: string
      /** UUID */
      id: string
      provider: 'cash' | 'terminal'
      amount: number
      /** Minor units (cents) of `currency` */
      given?: number
      reference?: string
      /** UUID */
      store_id: string
    }
    reply: {
      /** UUID */
      id: string
      cart_id: string | null
      order_id: string | null
      customer_id: string | null
      store_id: string | null
      /** Where the customer paid */
      channel: string
      provider: string
      tender: 'cash' | 'card' | 'transfer' | 'other'
      /** ISO 4217 code */
      currency: string
      /** Minor units (cents) of `currency` */
      amount: number
      given: number | null
      /** Minor units (cents) of `currency` */
      authorised: number
      /** Minor units (cents) of `currency` */
      capturing: number
      /** Minor units (cents) of `currency` */
      captured: number
      /** Minor units (cents) of `currency` */
      voiding: number
      /** Minor units (cents) of `currency` */
      refunding: number
      /** To be given back and not on its way: the provider refused it, or a person hands it over */
      owed: number
      /** Minor units (cents) of `currency` */
      refunded: number
      status: 'created' | 'pending' | 'action_required' | 'authorised' | 'captured' | 'declined' | 'voided' | 'unknown'
      provider_ref: string | null
      action_url: string | null
      decline_code: string | null
      /** Brand and last four digits of the card, reference of the terminal */
      details: Record<string, unknown>
      created_at: string
      updated_at: string
    }
  }
  /** Cash or terminal at the counter, for an order to be paid at collection. Refused: nothing_to_pay, given_too_little, other_store, payment_differs. */
  takeTenderForOrder: {
    input: {
      /** UUID */
      order_id: string
      /** UUID */
      id: string
      provider: 'cash' | 'terminal'
      amount: number
      /** Minor units (cents) of `currency` */
      given?: number
      reference?: string
      /** UUID */
      store_id: string
    }
    reply: {
      /** UUID */
      id: string
      cart_id: string | null
      order_id: string | null
      customer_id: string | null
      store_id: string | null
      /** Where the customer paid */
      channel: string
      provider: string
      tender: 'cash' | 'card' | 'transfer' | 'other'
      /** ISO 4217 code */
      currency: string
      /** Minor units (cents) of `currency` */
      amount: number
      given: number | null
      /** Minor units (cents) of `currency` */
      authorised: number
      /** Minor units (cents) of `currency` */
      capturing: number
      /** Minor units (cents) of `currency` */
      captured: number
      /** Minor units (cents) of `currency` */
      voiding: number
      /** Minor units (cents) of `currency` */
      refunding: number
      /** To be given back and not on its way: the provider refused it, or a person hands it over */
      owed: number
      /** Minor units (cents) of `currency` */
      refunded: number
      status: 'created' | 'pending' | 'action_required' | 'authorised' | 'captured' | 'declined' | 'voided' | 'unknown'
      provider_ref: string | null
      action_url: string | null
      decline_code: string | null
      /** Brand and last four digits of the card, reference of the terminal */
      details: Record<string, unknown>
      created_at: string
      updated_at: string
    }
  }
  /** Goes on with a cart on another device, by the code its screen shows. Refused: not_found, too_many_attempts, no_tax_rate, unknown_channel. */
  takeUpCart: {
    input: {
      code: string
    }
    reply: {
      /** UUID */
      id: string
      code: string
      version: number
      status: 'open' | 'placed' | 'merged' | 'expired'
      customer: {
        /** UUID */
        id: string
        given_name: string | null
        family_name: string | null
      } | null
      channel: string
      touched_in: string[]
      /** ISO 4217 code */
      currency: string
      locale: string
      store_id: string | null
      delivery: {
        method: 'ship' | 'pickup' | 'carry_out' | null
        pickup_store_id: string | null
        pickup_store_name: string | null
        address: {
          name?: string
          company?: string
          line1: string
          line2?: string
          city: string
          region?: string
          postcode: string
          country: string
          phone?: string
        } | null
      }
      contact: {
        name?: string
        email?: string
        phone?: string
      } | null
      note: string | null
      lines: {
        /** UUID */
        line_id: string
        /** UUID */
        variant_id: string
        sku: string
        /** Of the product */
        slug: string
        name: string
        options: Record<string, string>
        picture: string | null
        quantity: number
        saved: boolean
        note: string | null
        unit_price: number | null
        compare_at: number | null
        lowest_30d: number | null
        price_seen: number | null
        /** Minor units (cents) of `currency` */
        net: number
        /** Minor units (cents) of `currency` */
        tax: number
        /** Minor units (cents) of `currency` */
        gross: number
        tax_name: string | null
        added_in: string
        added_by: string
        held: {
          /** UUID */
          location_id: string
          quantity: number
          until: string
        } | null
        problem: {
          code: 'out_of_stock' | 'not_here' | 'unpriced' | 'archived'
          available: number
          elsewhere: {
            /** UUID */
            store_id: string
            name: string
            available: number
            distance_km: number | null
            pickup_from: string | null
          }[]
        } | null
      }[]
      tax_included: boolean
      /** Minor units (cents) of `currency` */
      net: number
      /** Minor units (cents) of `currency` */
      tax: number
      /** Minor units (cents) of `currency` */
      gross: number
      taxes: {
        name: string
        tax_ppm: number
        /** Minor units (cents) of `currency` */
        net: number
        /** Minor units (cents) of `currency` */
        tax: number
        /** Minor units (cents) of `currency` */
        gross: number
      }[]
      promise: {
        ready_at: string | null
        ships_at: string | null
      } | null
      plan: {
        /** UUID */
        location_id: string
        store_id: string | null
        units: number
        promised_at: string | null
      }[]
      problems: number
      ready: boolean
      missing: ('lines' | 'problems' | 'delivery' | 'address' | 'contact')[]
      order_id: string | null
      merged_into_id: string | null
      updated_at: string
      expires_at: string
    }
  }
  /** What the shopper did: pages, searches, visits. Refused: step_too_large. */
  trackSteps: {
    input: {
      steps: {
        /** UUID */
        id: string
        type: 'page.viewed' | 'product.viewed' | 'category.viewed' | 'search.made' | 'store.visited' | 'advert.clicked' | 'link.opened' | 'call.received'
        occurred_at?: string
        /** UUID */
        store_id?: string
        data?: Record<string, string | number | boolean | null>
      }[]
    }
    reply: {
      taken: number
    }
  }
  /** Take a merge back: both are exactly who they were. */
  undoMerge: {
    input: {
      /** UUID */
      merge_id: string
    }
    reply: {
      /** UUID */
      merge_id: string
    }
  }
  /** Take back every yes of a customer at once. */
  withdrawConsents: {
    input: {
      /** UUID */
      customer_id: string
      purpose?: 'marketing' | 'service' | 'profiling' | 'analytics' | 'sharing'
      text_version: string
      text: string
      place?: string
    }
    reply: {
      withdrawn: number
    }
  }
  /** Take back every yes at once. */
  withdrawOwnConsents: {
    input: {
      purpose?: 'marketing' | 'service' | 'profiling' | 'analytics' | 'sharing'
      text_version: string
      text: string
      place?: string
    }
    reply: {
      withdrawn: number
    }
  }
}

/** Where each field of an operation travels; what is named nowhere goes into the body. */
export type Route = { method: string; path: string; query?: readonly string[]; keyed?: true; whole_body?: true }

export const routes: Record<keyof Operations, Route> = {
  acceptFulfilment: { method: 'POST', path: '/api/fulfilments/{fulfilment_id}/acceptances', keyed: true },
  addAddress: { method: 'POST', path: '/api/customers/{customer_id}/addresses', keyed: true },
  addCartLine: { method: 'POST', path: '/api/carts/{cart_id}/lines', keyed: true },
  addCustomer: { method: 'POST', path: '/api/customers', keyed: true },
  addIdentity: { method: 'POST', path: '/api/customers/{customer_id}/identities', keyed: true },
  addKey: { method: 'POST', path: '/api/keys' },
  addNote: { method: 'POST', path: '/api/customers/{customer_id}/notes', keyed: true },
  addOwnAddress: { method: 'POST', path: '/api/me/addresses', keyed: true },
  addPicture: { method: 'POST', path: '/api/products/{product_id}/pictures', keyed: true },
  addStaff: { method: 'POST', path: '/api/staff', keyed: true },
  adjustStock: { method: 'POST', path: '/api/stock/adjustments', keyed: true },
  advanceImport: { method: 'POST', path: '/api/imports/{import_id}/steps', keyed: true },
  archiveProduct: { method: 'POST', path: '/api/products/{product_id}/archive', keyed: true },
  arrangePictures: { method: 'PUT', path: '/api/products/{product_id}/pictures' },
  askOneTimeCode: { method: 'POST', path: '/api/one-time-codes' },
  cancelOrder: { method: 'POST', path: '/api/orders/{order_id}/cancellations', keyed: true },
  changeCart: { method: 'PATCH', path: '/api/carts/{cart_id}' },
  changeOrder: { method: 'PATCH', path: '/api/orders/{order_id}' },
  changePassword: { method: 'POST', path: '/api/me/password' },
  changeStaff: { method: 'PATCH', path: '/api/staff/{staff_id}' },
  completeImport: { method: 'POST', path: '/api/imports/{import_id}/completion', keyed: true },
  confirmTotp: { method: 'POST', path: '/api/me/totp/confirm' },
  countOrders: { method: 'GET', path: '/api/order-count', query: ['status', 'payment_status', 'channel', 'store_id', 'customer_id', 'placed_from', 'placed_to', 'text'] },
  countStock: { method: 'POST', path: '/api/stock/counts', keyed: true },
  createCart: { method: 'POST', path: '/api/carts', keyed: true },
  editCustomer: { method: 'PATCH', path: '/api/customers/{customer_id}' },
  editOwnCustomer: { method: 'PATCH', path: '/api/me/customer' },
  enrolDevice: { method: 'POST', path: '/api/devices' },
  eraseCustomer: { method: 'POST', path: '/api/customers/{customer_id}/erasure', keyed: true },
  eraseOwnData: { method: 'POST', path: '/api/me/erasure', keyed: true },
  explainFulfilment: { method: 'GET', path: '/api/fulfilments/{fulfilment_id}/trace', query: ['locale'] },
  explainRoute: { method: 'POST', path: '/api/routes' },
  exportCustomer: { method: 'GET', path: '/api/customers/{customer_id}/data' },
  exportOwnData: { method: 'GET', path: '/api/me/data' },
  exportProducts: { method: 'GET', path: '/api/product-exports', query: ['after'] },
  extendHold: { method: 'POST', path: '/api/fulfilments/{fulfilment_id}/extensions', keyed: true },
  findByCode: { method: 'GET', path: '/api/variants/by-code', query: ['code', 'locale'] },
  findCustomers: { method: 'GET', path: '/api/customers', query: ['text', 'limit'] },
  findStores: { method: 'GET', path: '/api/storefront/stores', query: ['text', 'near_lat', 'near_lng', 'limit'] },
  getAvailability: { method: 'GET', path: '/api/variants/{variant_id}/availability', query: ['near_lat', 'near_lng', 'channel', 'in_stock', 'limit', 'after'] },
  getCart: { method: 'GET', path: '/api/carts/{cart_id}' },
  getCartBalance: { method: 'GET', path: '/api/carts/{cart_id}/balance' },
  getCartQr: { method: 'GET', path: '/api/carts/{cart_id}/qr' },
  getCartStores: { method: 'GET', path: '/api/carts/{cart_id}/stores', query: ['near_lat', 'near_lng'] },
  getCustomer: { method: 'GET', path: '/api/customers/{customer_id}' },
  getCustomerTrail: { method: 'GET', path: '/api/customers/{customer_id}/trail', query: ['limit', 'after', 'from', 'to', 'kind', 'actor_id'] },
  getFlows: { method: 'GET', path: '/api/insights/flows', query: ['store_id', 'from', 'to'] },
  getFulfilment: { method: 'GET', path: '/api/fulfilments/{fulfilment_id}' },
  getHandoverQr: { method: 'GET', path: '/api/me/fulfilments/{fulfilment_id}/qr' },
  getImport: { method: 'GET', path: '/api/imports/{import_id}' },
  getLocation: { method: 'GET', path: '/api/locations/{location_id}' },
  getMyTimeline: { method: 'GET', path: '/api/me/timeline', query: ['limit', 'after'] },
  getOrder: { method: 'GET', path: '/api/orders/{order_id}' },
  getOrderByNumber: { method: 'GET', path: '/api/order-numbers/{number}' },
  getOverview: { method: 'GET', path: '/api/insights/today', query: ['store_id', 'day', 'days'] },
  getOwnCard: { method: 'GET', path: '/api/me/card' },
  getOwnCustomer: { method: 'GET', path: '/api/me/customer' },
  getPayment: { method: 'GET', path: '/api/payments/{payment_id}' },
  getProduct: { method: 'GET', path: '/api/products/{product_id}', query: ['locale'] },
  getProductDetail: { method: 'GET', path: '/api/storefront/products/{slug}', query: ['locale', 'store_id'] },
  getProductRecord: { method: 'GET', path: '/api/products/{product_id}/record' },
  getRetailer: { method: 'GET', path: '/api/retailer' },
  getSales: { method: 'GET', path: '/api/insights/sales', query: ['store_id', 'from', 'to', 'by'] },
  getShiftReport: { method: 'GET', path: '/api/till/shift-report', query: ['shift_id'] },
  getStockLedger: { method: 'GET', path: '/api/stock/ledger', query: ['variant_id', 'location_id', 'limit', 'after'] },
  getStore: { method: 'GET', path: '/api/stores/{store_id}' },
  getStoreDetail: { method: 'GET', path: '/api/storefront/stores/{code}' },
  getStoreRecord: { method: 'GET', path: '/api/stores/{store_id}/record' },
  getTiles: { method: 'GET', path: '/api/storefront/tiles', query: ['locale', 'store_id', 'slugs'] },
  getTill: { method: 'GET', path: '/api/till' },
  getTillSettings: { method: 'GET', path: '/api/till/settings/{store_id}' },
  getTimeline: { method: 'GET', path: '/api/customers/{customer_id}/timeline', query: ['limit', 'after', 'channel', 'types'] },
  getVariantPrices: { method: 'GET', path: '/api/variants/{variant_id}/prices' },
  giveBackOwed: { method: 'POST', path: '/api/orders/{order_id}/refunds', keyed: true },
  handBackPayment: { method: 'POST', path: '/api/payments/{payment_id}/hand-backs', keyed: true },
  handOver: { method: 'POST', path: '/api/fulfilments/{fulfilment_id}/handovers', keyed: true, whole_body: true },
  importProducts: { method: 'POST', path: '/api/product-imports', keyed: true },
  listCarts: { method: 'GET', path: '/api/carts', query: ['limit', 'after', 'customer_id', 'store_id', 'status'] },
  listCategories: { method: 'GET', path: '/api/categories', query: ['locale'] },
  listChannelLocations: { method: 'GET', path: '/api/channels/{code}/locations' },
  listChannels: { method: 'GET', path: '/api/channels' },
  listClosedStores: { method: 'GET', path: '/api/closed-stores' },
  listConsents: { method: 'GET', path: '/api/customers/{customer_id}/consents' },
  listCounted: { method: 'GET', path: '/api/insights/rows', query: ['limit', 'after', 'kind', 'from', 'to', 'store_id', 'channel', 'began_in', 'paid_in', 'received', 'cut_from', 'good'] },
  listDeadLetters: { method: 'GET', path: '/api/dead-letters', query: ['limit', 'after'] },
  listDevices: { method: 'GET', path: '/api/devices' },
  listEvents: { method: 'GET', path: '/api/events', query: ['limit', 'after', 'type', 'subject_id', 'customer_id', 'actor_id', 'actor_kind', 'from', 'to'] },
  listFacets: { method: 'GET', path: '/api/product-facets', query: ['category', 'brand', 'tag', 'options', 'attributes', 'status', 'locale'] },
  listFulfilments: { method: 'GET', path: '/api/fulfilments', query: ['limit', 'after', 'store_id', 'location_id', 'status', 'kind', 'code', 'order_id'] },
  listGuestLooks: { method: 'GET', path: '/api/guest-looks', query: ['limit', 'after', 'from', 'to', 'subject_id', 'actor_id'] },
  listImportErrors: { method: 'GET', path: '/api/imports/{import_id}/errors', query: ['limit', 'after', 'part'] },
  listImports: { method: 'GET', path: '/api/imports', query: ['limit', 'after'] },
  listKeys: { method: 'GET', path: '/api/keys' },
  listLegalEntities: { method: 'GET', path: '/api/legal-entities' },
  listLevels: { method: 'GET', path: '/api/stock/levels', query: ['variant_id', 'product_id', 'location_id', 'limit', 'after'] },
  listLocations: { method: 'GET', path: '/api/locations' },
  listLookedAt: { method: 'GET', path: '/api/looked-at', query: ['limit'] },
  listLooks: { method: 'GET', path: '/api/looks', query: ['limit', 'after', 'from', 'to', 'actor_id'] },
  listOrders: { method: 'GET', path: '/api/orders', query: ['limit', 'after', 'status', 'payment_status', 'channel', 'store_id', 'customer_id', 'placed_from', 'placed_to', 'text'] },
  listOwnAddresses: { method: 'GET', path: '/api/me/addresses' },
  listOwnConsents: { method: 'GET', path: '/api/me/consents' },
  listOwnPreferences: { method: 'GET', path: '/api/me/preferences' },
  listPasskeys: { method: 'GET', path: '/api/me/passkeys' },
  listPayments: { method: 'GET', path: '/api/payments', query: ['cart_id', 'order_id', 'owed', 'limit', 'after'] },
  listPriceLists: { method: 'GET', path: '/api/price-lists' },
  listPrices: { method: 'GET', path: '/api/price-lists/{code}/prices', query: ['limit', 'after', 'text', 'product_id', 'locale'] },
  listProducts: { method: 'GET', path: '/api/products', query: ['category', 'brand', 'tag', 'options', 'attributes', 'status', 'limit', 'after', 'locale', 'sort'] },
  listRegisters: { method: 'GET', path: '/api/registers' },
  listReservations: { method: 'GET', path: '/api/stock/reservations', query: ['variant_id', 'location_id', 'cart_id', 'limit', 'after'] },
  listSessions: { method: 'GET', path: '/api/me/sessions' },
  listShifts: { method: 'GET', path: '/api/till/shifts', query: ['limit', 'after', 'store_id'] },
  listSlugs: { method: 'GET', path: '/api/storefront/slugs', query: ['page'] },
  listStaff: { method: 'GET', path: '/api/staff' },
  listStockOuts: { method: 'GET', path: '/api/insights/stock-outs', query: ['store_id', 'locale', 'limit'] },
  listStores: { method: 'GET', path: '/api/stores' },
  listTaxRates: { method: 'GET', path: '/api/tax-rates', query: ['country'] },
  listTiles: { method: 'GET', path: '/api/storefront/products', query: ['locale', 'store_id', 'text', 'category', 'brand', 'tag', 'options', 'attributes', 'sort', 'reduced', 'here', 'with_facets', 'page', 'limit'] },
  listTillArticles: { method: 'GET', path: '/api/till/articles', query: ['limit', 'after'] },
  listTillChanges: { method: 'GET', path: '/api/till/changes', query: ['since'] },
  listTillCustomers: { method: 'GET', path: '/api/till/customers', query: ['limit', 'after'] },
  listTillTasks: { method: 'GET', path: '/api/till/tasks', query: ['limit', 'after', 'store_id', 'open'] },
  listTransfers: { method: 'GET', path: '/api/stock/transfers', query: ['location_id', 'status', 'limit', 'after'] },
  listVariants: { method: 'GET', path: '/api/variants', query: ['ids', 'locale'] },
  markDelivered: { method: 'POST', path: '/api/fulfilments/{fulfilment_id}/deliveries', keyed: true },
  markReady: { method: 'POST', path: '/api/fulfilments/{fulfilment_id}/ready', keyed: true },
  markShipped: { method: 'POST', path: '/api/fulfilments/{fulfilment_id}/shipments', keyed: true },
  mayContact: { method: 'GET', path: '/api/consents/check', query: ['contact_kind', 'contact_value', 'channel', 'purpose'] },
  me: { method: 'GET', path: '/api/me' },
  mergeCustomers: { method: 'POST', path: '/api/customers/{customer_id}/merges', keyed: true },
  myCarts: { method: 'GET', path: '/api/me/carts' },
  myOrders: { method: 'GET', path: '/api/me/orders', query: ['limit', 'after'] },
  newRecoveryCodes: { method: 'POST', path: '/api/me/recovery-codes' },
  passkeyRegistrationOptions: { method: 'POST', path: '/api/me/passkeys/options' },
  passkeySignInOptions: { method: 'POST', path: '/api/sign-in/passkey/options' },
  payCart: { method: 'POST', path: '/api/carts/{cart_id}/payments', keyed: true },
  payOrder: { method: 'POST', path: '/api/orders/{order_id}/payments', keyed: true },
  pick: { method: 'POST', path: '/api/fulfilments/{fulfilment_id}/picks', keyed: true },
  placeOrder: { method: 'POST', path: '/api/carts/{cart_id}/orders', keyed: true },
  proposeResolutions: { method: 'GET', path: '/api/fulfilments/{fulfilment_id}/proposals' },
  quotePrices: { method: 'POST', path: '/api/price-quotes' },
  receivePaymentNotice: { method: 'POST', path: '/api/payment-notices/{provider}' },
  receiveStock: { method: 'POST', path: '/api/stock/receipts', keyed: true },
  receiveTransfer: { method: 'POST', path: '/api/stock/transfers/{transfer_id}/receipts', keyed: true },
  recordConsent: { method: 'POST', path: '/api/customers/{customer_id}/consents', keyed: true },
  recordOwnConsent: { method: 'POST', path: '/api/me/consents', keyed: true },
  refreshPayment: { method: 'POST', path: '/api/payments/{payment_id}/refresh' },
  registerPasskey: { method: 'POST', path: '/api/me/passkeys' },
  rejectFulfilment: { method: 'POST', path: '/api/fulfilments/{fulfilment_id}/rejections', keyed: true },
  removeAddress: { method: 'DELETE', path: '/api/customers/{customer_id}/addresses/{address_id}' },
  removeCartLine: { method: 'DELETE', path: '/api/carts/{cart_id}/lines/{line_id}' },
  removeIdentity: { method: 'DELETE', path: '/api/customers/{customer_id}/identities/{identity_id}' },
  removeNote: { method: 'DELETE', path: '/api/customers/{customer_id}/notes/{note_id}' },
  removeOwnAddress: { method: 'DELETE', path: '/api/me/addresses/{address_id}' },
  removePasskey: { method: 'DELETE', path: '/api/me/passkeys/{passkey_id}' },
  removePicture: { method: 'DELETE', path: '/api/products/{product_id}/pictures/{picture_id}' },
  removeTotp: { method: 'POST', path: '/api/me/totp/remove' },
  resetTotp: { method: 'DELETE', path: '/api/staff/{staff_id}/totp' },
  resolveException: { method: 'POST', path: '/api/fulfilments/{fulfilment_id}/resolutions', keyed: true, whole_body: true },
  resolveTillTask: { method: 'POST', path: '/api/till/tasks/{task_id}/resolutions', keyed: true },
  retryDeadLetter: { method: 'POST', path: '/api/dead-letters/{dead_letter_id}/retries', keyed: true },
  revokeDevice: { method: 'DELETE', path: '/api/devices/{device_id}' },
  revokeKey: { method: 'DELETE', path: '/api/keys/{key_id}' },
  revokeSession: { method: 'DELETE', path: '/api/me/sessions/{session_id}' },
  revokeSessions: { method: 'POST', path: '/api/me/sessions/revoke' },
  rotateKey: { method: 'POST', path: '/api/keys/{key_id}/rotate' },
  runDoctor: { method: 'GET', path: '/api/doctor', query: ['after', 'seconds'] },
  samePerson: { method: 'GET', path: '/api/customers/{customer_id}/same-person' },
  saveCategory: { method: 'PUT', path: '/api/categories/{slug}' },
  saveChannel: { method: 'PUT', path: '/api/channels/{code}' },
  saveLegalEntity: { method: 'PUT', path: '/api/legal-entities/{legal_entity_id}' },
  savePriceList: { method: 'PUT', path: '/api/price-lists/{code}' },
  saveProduct: { method: 'PUT', path: '/api/products/{product_id}' },
  saveRegister: { method: 'PUT', path: '/api/registers/{register_id}' },
  saveRetailer: { method: 'PUT', path: '/api/retailer' },
  saveStore: { method: 'PUT', path: '/api/stores/{store_id}' },
  saveTaxRate: { method: 'PUT', path: '/api/tax-rates' },
  saveWarehouse: { method: 'PUT', path: '/api/warehouses/{location_id}' },
  searchProducts: { method: 'GET', path: '/api/product-search', query: ['limit', 'after', 'text', 'locale'] },
  sellAtTill: { method: 'POST', path: '/api/sales', keyed: true },
  sellFrom: { method: 'PUT', path: '/api/channels/{code}/locations' },
  sendPayLink: { method: 'POST', path: '/api/carts/{cart_id}/pay-links', keyed: true },
  sendReceipt: { method: 'POST', path: '/api/till/receipts/{order_id}/letters', keyed: true },
  sendTillFacts: { method: 'POST', path: '/api/till/facts' },
  sendTransfer: { method: 'POST', path: '/api/stock/transfers', keyed: true },
  setCartContact: { method: 'PUT', path: '/api/carts/{cart_id}/contact' },
  setCartCustomer: { method: 'PUT', path: '/api/carts/{cart_id}/customer' },
  setCartDelivery: { method: 'PUT', path: '/api/carts/{cart_id}/delivery' },
  setCartLine: { method: 'PATCH', path: '/api/carts/{cart_id}/lines/{line_id}' },
  setIdentityShared: { method: 'PUT', path: '/api/customers/{customer_id}/identities/{identity_id}/shared' },
  setOwnPreference: { method: 'PUT', path: '/api/me/preferences/{name}' },
  setPreference: { method: 'PUT', path: '/api/customers/{customer_id}/preferences/{name}' },
  setPrices: { method: 'PUT', path: '/api/price-lists/{code}/prices' },
  setStaffPassword: { method: 'PUT', path: '/api/staff/{staff_id}/password' },
  setStaffPin: { method: 'PUT', path: '/api/staff/{staff_id}/pin' },
  setStockPolicy: { method: 'PUT', path: '/api/stock/policies' },
  setTillSettings: { method: 'PUT', path: '/api/till/settings/{store_id}' },
  setUp: { method: 'POST', path: '/api/set-up' },
  signIn: { method: 'POST', path: '/api/sign-in' },
  signInAtTill: { method: 'POST', path: '/api/till/sign-in' },
  signInByCode: { method: 'POST', path: '/api/one-time-codes/{challenge_id}/answer' },
  signInByPasskey: { method: 'POST', path: '/api/sign-in/passkey' },
  signOut: { method: 'POST', path: '/api/sign-out' },
  startImport: { method: 'POST', path: '/api/imports', keyed: true },
  startPicking: { method: 'POST', path: '/api/fulfilments/{fulfilment_id}/picking', keyed: true },
  startTotp: { method: 'POST', path: '/api/me/totp' },
  startVisit: { method: 'POST', path: '/api/visits' },
  stopPaying: { method: 'POST', path: '/api/carts/{cart_id}/payment-stops', keyed: true },
  suggestProducts: { method: 'GET', path: '/api/product-suggestions', query: ['text', 'locale'] },
  takeImportBatch: { method: 'POST', path: '/api/imports/{import_id}/batches', keyed: true },
  takeImportPicture: { method: 'POST', path: '/api/imports/{import_id}/pictures', keyed: true },
  takeOrder: { method: 'POST', path: '/api/orders', keyed: true },
  takeOwnCard: { method: 'POST', path: '/api/me/card', keyed: true },
  takeTenderForCart: { method: 'POST', path: '/api/carts/{cart_id}/tenders', keyed: true },
  takeTenderForOrder: { method: 'POST', path: '/api/orders/{order_id}/tenders', keyed: true },
  takeUpCart: { method: 'POST', path: '/api/carts/take-up', keyed: true },
  trackSteps: { method: 'POST', path: '/api/me/steps' },
  undoMerge: { method: 'DELETE', path: '/api/merges/{merge_id}' },
  withdrawConsents: { method: 'POST', path: '/api/customers/{customer_id}/consents/withdrawal', keyed: true },
  withdrawOwnConsents: { method: 'POST', path: '/api/me/consents/withdrawal', keyed: true },
}
